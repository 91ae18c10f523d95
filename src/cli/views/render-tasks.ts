import { formatDuration } from '../format/format-duration.ts';
import { formatUsd } from '../format/format-usd.ts';
import { shorten } from '../format/shorten.ts';
import { UNKNOWN } from '../format/unknown.ts';
import { renderTable } from '../terminal/render-table.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { paintTaskState } from './paint-state.ts';
import type { RunStatus } from './render-status.ts';

type Task = RunStatus['tasks'][number];

const COLUMNS = [
  { head: 'task' },
  { head: 'lane' },
  { head: 'state' },
  { head: 'time', align: 'right' as const },
  { head: 'cost', align: 'right' as const },
  { head: '' },
];

/** The tasks of a run; the last column says why a task waits, failed or was skipped. */
export function renderTasks(tasks: readonly Task[], terminal: Terminal, now: number): string[] {
  if (tasks.length === 0) return [];
  const { colors } = terminal;
  const rows = tasks.map((task) => [
    shorten(task.title, 40),
    task.lane,
    paintTaskState(task.status, colors) + attempt(task),
    formatDuration(timeOf(task, now)),
    task.cost_usd === null ? UNKNOWN : formatUsd(task.cost_usd),
    colors.dim(why(task)),
  ]);
  return renderTable(COLUMNS, rows, terminal);
}

function attempt({ attempt: n, status }: Task): string {
  return n > 1 && status !== 'skipped' ? ` (try ${n})` : '';
}

function timeOf({ time_ms, started_at, ended_at, status }: Task, now: number): number | null {
  if (time_ms !== null) return time_ms;
  if (started_at === null || status === 'queued') return null;
  return (ended_at === null ? now : Date.parse(ended_at)) - Date.parse(started_at);
}

function why({ waits, reason, mode }: Task): string {
  const synthetic = mode === 'synthetic' ? 'synthetic' : null;
  return [synthetic, waits?.text ?? reason].filter((part) => part !== null).join(', ');
}
