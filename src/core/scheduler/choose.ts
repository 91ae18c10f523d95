import { agedTask } from './aging.ts';
import { earnCredit, pressingTask, spendCredit } from './deadline-credit.ts';
import { advanceVirtualTime, syncQueue } from './lane.ts';
import { askAgain, parkOnKey, startTask, wakeSleepers } from './lifecycle.ts';
import { hasRehearsalFirst, rehearsalTask } from './rehearsal.ts';
import { bestOfFlow } from './run-queue.ts';
import type { SchedulerState } from './scheduler-state.ts';
import type { Entry, Lane } from './state.ts';
import type { Admit, Dispatch, DispatchCause } from './types.ts';

interface Choice {
  entry: Entry;
  cause: DispatchCause;
}

/** The next dispatch over all lanes; the lane after the last one served is asked first. */
export function chooseNext(state: SchedulerState, nowMs: number, admit: Admit): Dispatch | null {
  wakeSleepers(state, nowMs);
  for (let run = state.refused.due(nowMs); run !== null; run = state.refused.due(nowMs))
    askAgain(state, run);
  const { lanes } = state;
  const count = lanes.inOrder.length;
  for (let step = 0; step < count; step++) {
    const at = (lanes.turn + step) % count;
    const lane = lanes.inOrder[at];
    const dispatch = lane === undefined ? null : serveLane(state, lane, nowMs, admit);
    if (dispatch === null) continue;
    lanes.turn = (at + 1) % count;
    return dispatch;
  }
  return null;
}

/**
 * Starts the lane's next task; those that conflict or that `admit` refuses are set aside on the
 * way.
 */
function serveLane(
  state: SchedulerState,
  lane: Lane,
  nowMs: number,
  admit: Admit,
): Dispatch | null {
  while (lane.running < lane.cap) {
    const choice = choose(state, lane, nowMs);
    if (choice === null) return null;
    const { entry } = choice;
    const blocker = state.conflicts.blocker(entry);
    if (blocker !== null) {
      parkOnKey(state, entry, blocker.key);
      continue;
    }
    const refusal = admit(entry.task);
    if (refusal === null) return start(state, choice, nowMs);
    state.refused.add(entry.queue.run, refusal, nowMs);
    for (const queue of entry.queue.run.queues.values()) syncQueue(queue);
  }
  return null;
}

/**
 * Who is next in a lane: an aged task, a rehearsal's reserved slot, a pressing deadline, then the
 * share.
 */
function choose(state: SchedulerState, lane: Lane, nowMs: number): Choice | null {
  const aged = agedTask(lane, nowMs, state.rules.agingLimitMs);
  if (aged !== null) return { entry: aged, cause: 'aging' };
  if (hasRehearsalFirst(lane, state.rules.rehearsalShare)) {
    const rehearsal = rehearsalTask(lane, nowMs);
    if (rehearsal !== undefined) return { entry: rehearsal, cause: 'rehearsal' };
  }
  const pressing = pressingTask(lane, nowMs);
  if (pressing !== null) return { entry: pressing, cause: 'deadline' };
  const flow = lane.flows.peek();
  const best = flow === undefined ? undefined : bestOfFlow(flow, nowMs);
  return best === undefined ? null : { entry: best, cause: 'share' };
}

function start(state: SchedulerState, { entry, cause }: Choice, nowMs: number): Dispatch {
  const { flow } = entry.queue;
  const { lane } = flow;
  earnCredit(lane, state.rules.deadlineCredit);
  if (cause === 'deadline') spendCredit(lane);
  const startTag = startTask(state, entry, nowMs);
  if (cause === 'aging' && startTag > lane.virtualTime) lane.aging.lend(flow, startTag);
  if (cause === 'deadline' && startTag > lane.virtualTime) lane.deadlines.lend(flow, startTag);
  const reached = cause === 'share' ? startTag : (lane.flows.peek()?.tag ?? lane.virtualTime);
  advanceVirtualTime(lane, reached);
  return { task: entry.task, cause, startTag };
}
