import { isRunningTask } from '#shared/present/activity.ts';
import type { RunStatus } from '#shared/contract/pas-schemas.ts';
import { countOf, wordFor } from '#shared/present/format-count.ts';

/** What terminating a run ends, and what stays, in sentences. */
export function whatDies(run: RunStatus): string[] {
  const running = run.tasks.filter((task) => isRunningTask(task.status)).length;
  const queued = run.tasks.filter((task) => task.status === 'queued').length;
  return [
    running === 0
      ? 'No command is running.'
      : `${countOf(running, 'running task')} ${wordFor(running, 'stops', 'stop')} within 2 s, with every process ${wordFor(running, 'it', 'they')} started.`,
    queued === 0 ? 'No task is waiting.' : `${countOf(queued, 'waiting task')} will never start.`,
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
