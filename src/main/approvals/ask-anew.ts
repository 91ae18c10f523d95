import type { Ledger, Queue } from '../dispatch/spine.ts';

/** Lets the tasks ask again that wait for an action; call after the commit of what was decided. */
export function askAnew(spine: Ledger & Queue, action: string): void {
  letGo(spine, spine.waiting.take(action));
}

/** Lets tasks go on that were set aside. */
export function letGo(spine: Ledger & Queue, taskIds: readonly string[]): void {
  for (const taskId of taskIds) spine.scheduler.holdTask(taskId, null, spine.clock.nowMs());
  if (taskIds.length > 0) spine.requestPump();
}
