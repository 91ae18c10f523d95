import type { RunState } from '../states.ts';
import { isActiveRun } from './activity.ts';
import { countOf, formatCount } from './format-count.ts';
import { formatPercent } from './format-percent.ts';

interface Counts {
  status: RunState;
  tasks_total: number;
  /** Terminal tasks, skipped ones included. */
  tasks_completed: number;
  tasks_skipped: number;
}

export interface RunProgress {
  /** 0 to 1. */
  share: number;
  /** `5`: what of the total is done, for `5 of 8` and `5/8`. */
  done: number;
  /** `62 %`; of a run that is over `8 of 8 tasks`, or `3 of 8 tasks ended, 5 never ran`. */
  text: string;
}

/**
 * How far a run is. While it goes on, a task that can never run is settled like one that ended; of
 * a run that is over it is said that it never ran.
 */
export function runProgress(run: Counts): RunProgress {
  const { tasks_total: total, tasks_completed: settled, tasks_skipped: skipped } = run;
  const isOver = !isActiveRun(run.status) && run.status !== 'pending';
  const done = isOver ? settled - skipped : settled;
  const share = total === 0 ? 0 : done / total;
  if (total === 0) return { share, done, text: 'no task yet' };
  if (!isOver) return { share, done, text: formatPercent(share) };
  const counts = `${formatCount(done)} of ${countOf(total, 'task')}`;
  if (run.status === 'completed' && done === total) return { share, done, text: counts };
  const rest = skipped === 0 ? '' : `, ${formatCount(skipped)} never ran`;
  return { share, done, text: `${counts} ended${rest}` };
}
