import type { RunStatus } from '../../data/patch-run.ts';
import { formatPlural } from '../../ui/format/format-count.ts';

/** What terminating a run ends, and what stays, in sentences. */
export function whatDies(run: RunStatus): string[] {
  const count = (states: readonly string[]) =>
    run.tasks.filter((task) => states.includes(task.status)).length;
  const running = count(['running', 'waiting_io']);
  const queued = count(['queued']);
  return [
    running === 0
      ? 'No command is running.'
      : `${formatPlural(running, 'running task')} stop${running === 1 ? 's' : ''} within 2 s, with every process ${running === 1 ? 'it' : 'they'} started.`,
    queued === 0
      ? 'No task is waiting.'
      : `${formatPlural(queued, 'waiting task')} will never start.`,
    keptText(run),
    'A terminated run cannot be resumed; its receipts and log stay.',
  ];
}

function keptText(run: RunStatus): string {
  if (run.worktree_path === null && run.branch === null) return 'It has no worktree or branch.';
  const branch = run.branch === null ? '' : ` on branch ${run.branch}`;
  const place = run.worktree_path === null ? 'The work' : `The worktree ${run.worktree_path}`;
  return `${place} stays${branch}.`;
}
