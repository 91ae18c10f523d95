import type { RunTask } from '#shared/contract/pas-schemas.ts';
import { formatDuration } from '#shared/present/format-duration.ts';
import { formatUsd } from '#shared/present/format-usd.ts';
import { NONE } from '#shared/present/unknown.ts';
import { taskVisual } from '#shared/present/task-visual.ts';
import { shorten } from '../terminal/shorten.ts';
import { renderTable } from '../terminal/render-table.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { paintVisual } from './paint-visual.ts';

const COLUMNS = [
  { head: 'task' },
  { head: 'lane' },
  { head: 'state' },
  { head: 'time', align: 'right' as const },
  { head: 'cost', align: 'right' as const },
  { head: '' },
];

/** The tasks of a run; the last column says why a task waits, failed or was skipped. */
export function renderTasks(tasks: readonly RunTask[], terminal: Terminal, now: number): string[] {
  if (tasks.length === 0) return [];
  const { colors } = terminal;
  const rows = tasks.map((task) => [
    shorten(task.title, 40),
    task.lane,
    paintVisual(taskVisual(task.status, null), colors) + attempt(task),
    timeText(task, now),
    task.cost_usd === null ? NONE : formatUsd(task.cost_usd),
    colors.dim(why(task)),
  ]);
  return renderTable(COLUMNS, rows, terminal);
}

function attempt({ attempt: n, status }: RunTask): string {
  return n > 1 && status !== 'skipped' ? ` (try ${n})` : '';
}

function timeText({ time_ms, started_at, ended_at, status }: RunTask, now: number): string {
  if (time_ms !== null) return formatDuration(time_ms);
  if (started_at === null || status === 'queued') return NONE;
  return formatDuration((ended_at === null ? now : Date.parse(ended_at)) - Date.parse(started_at));
}

function why({ waits, reason, mode }: RunTask): string {
  const synthetic = mode === 'synthetic' ? 'synthetic' : null;
  return [synthetic, waits?.text ?? reason].filter((part) => part !== null).join(', ');
}
