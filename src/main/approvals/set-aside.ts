import type { Dispatch } from '#core/scheduler/types.ts';
import type { ExecutionPlan } from '#core/execution/decide-execution.ts';
import type { TaskRow } from '../db/tasks.ts';
import type { Execution, Ledger, Queue, Settings, Upkeep } from '../dispatch/spine.ts';
import { askAnew, waitForDecision } from './ask-anew.ts';
import type { Verdict } from './judge-start.ts';
import { lookAtCommand } from './look-at-command.ts';

const LOOKING = {
  kind: 'next',
  text: 'about to start: its command is held against what the repository names',
} as const;

/** A task that was chosen and is not to be leased yet. */
export interface SetAside {
  row: TaskRow;
  plan: ExecutionPlan;
  verdict: Exclude<Verdict, { kind: 'runs' }>;
}

/**
 * Gives back the slot and the reservation of a task that has to be looked at, or waits for a
 * decision; everything else goes on.
 */
export function setAside(
  spine: Ledger & Settings & Queue & Execution & Upkeep,
  dispatch: Dispatch,
  { row, plan, verdict }: SetAside,
): void {
  const { task } = dispatch;
  const nowMs = spine.clock.nowMs();
  spine.runs.release(task);
  spine.scheduler.requeue(task.taskId, 0, 0, nowMs);
  if (verdict.kind === 'waits') {
    spine.waiting.forgetSeen(task.taskId);
    if (verdict.waits.replaces === true) askAnew(spine, verdict.waits.action);
    waitForDecision(spine, verdict.waits);
    spine.requestPump();
    return;
  }
  spine.scheduler.holdTask(task.taskId, LOOKING, nowMs);
  const repo = plan.kind === 'tool' ? plan.repo : null;
  lookAtCommand(spine, row, repo)
    .catch((error: unknown) => {
      spine.log.info({ err: error, task: row.task_id }, 'a command cannot be told');
      return null;
    })
    .then((command) => {
      if (spine.life.isStopping()) return;
      spine.waiting.see(row, command);
      spine.scheduler.holdTask(task.taskId, null, spine.clock.nowMs());
      spine.requestPump();
    })
    .catch((error: unknown) => spine.log.error({ err: error }, 'a task could not go on'));
}
