import type { LogLine } from '#shared/contract/pas-schemas.ts';
import { cleanText } from '../terminal/clean-text.ts';
import { shorten } from '../terminal/shorten.ts';
import type { Terminal } from '../terminal/terminal.ts';

const MAX_TITLE = 24;
const TONES = ['cyan', 'magenta', 'blue', 'green', 'yellow'] as const;

/** `title │ text`; each task has its colour, standard error its mark. */
export function renderLogLine(
  line: LogLine,
  tasks: readonly { task_id: string; title: string }[],
  { colors }: Terminal,
): string {
  const index = tasks.findIndex(({ task_id }) => task_id === line.task_id);
  const width = Math.min(MAX_TITLE, Math.max(0, ...tasks.map(({ title }) => title.length)));
  const title = shorten(cleanText(tasks[index]?.title ?? 'a task'), MAX_TITLE).padEnd(width);
  const tone = TONES[Math.max(0, index) % TONES.length] ?? 'cyan';
  const text = cleanText(line.text);
  const body = line.stream === 'system' ? colors.dim(`· ${text}`) : text;
  return `${colors[tone](title)} ${line.stream === 'stderr' ? colors.red('│') : colors.dim('│')} ${body}`;
}
