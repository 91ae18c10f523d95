import type { Ledger, Queue } from '../dispatch/spine.ts';
import type { Waits } from './waiting-tasks.ts';

/** Sets a task aside until something is decided about its action; other tasks go on. */
export function waitForDecision(spine: Ledger & Queue, waits: Waits): void {
  spine.waiting.add(waits);
  spine.scheduler.holdTask(waits.taskId, waits.reason, spine.clock.nowMs());
}

/** Lets the tasks ask again that wait for an action; call after the commit of what was decided. */
export function askAnew(spine: Ledger & Queue, action: string): void {
  letGo(spine, spine.waiting.take(action));
}

/** Lets tasks go on that were set aside. */
export function letGo(spine: Ledger & Queue, taskIds: readonly string[]): void {
  for (const taskId of taskIds) spine.scheduler.holdTask(taskId, null, spine.clock.nowMs());
  if (taskIds.length > 0) spine.requestPump();
}
