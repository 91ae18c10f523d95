import { createAgingIndex } from './aging.ts';
import { createDeadlineIndex } from './deadline-credit.ts';
import { createFlow, hasSmallerTag, resumeFlow } from './flow.ts';
import { IndexedHeap } from './indexed-heap.ts';
import type { Flow, Lane, LaneTime, Project, RunQueue } from './state.ts';

export function createLane(name: string, cap: number): Lane {
  return {
    name,
    cap,
    running: 0,
    queued: 0,
    rehearsing: 0,
    virtualTime: 0,
    largestFinish: 0,
    credit: 0,
    flows: new IndexedHeap('tagAt', hasSmallerTag),
    flowOf: new Map(),
    aging: createAgingIndex(),
    deadlines: createDeadlineIndex(),
    rehearsals: new Set(),
  };
}

export function flowIn(lane: Lane, project: Project): Flow {
  const known = lane.flowOf.get(project.projectId);
  if (known !== undefined) return known;
  const flow = createFlow(project, lane);
  lane.flowOf.set(project.projectId, flow);
  return flow;
}

/**
 * Brings the lane's indexes up to date after a queue gained or lost tasks, or its run opened or
 * closed.
 */
export function syncQueue(queue: RunQueue): void {
  const { run, flow } = queue;
  const mayServe = run.held === null && run.refused === null && queue.byScore.size > 0;
  if (mayServe && !queue.isActive) activate(queue);
  if (!mayServe && queue.isActive) deactivate(queue);
  flow.lane.aging.sync(queue);
  flow.lane.deadlines.sync(queue);
}

/** Virtual time never runs back; what was lent against it is repaid as it passes. */
export function advanceVirtualTime(lane: LaneTime, to: number): void {
  lane.virtualTime = Math.max(lane.virtualTime, to);
  lane.aging.settle(lane.virtualTime);
  lane.deadlines.settle(lane.virtualTime);
}

/**
 * A lane without work starts its next busy period where the last one ended: nobody carries a debt
 * over.
 */
export function closeBusyPeriod(lane: LaneTime): void {
  if (lane.running === 0 && lane.flows.size === 0) advanceVirtualTime(lane, lane.largestFinish);
}

function activate(queue: RunQueue): void {
  const { flow } = queue;
  queue.isActive = true;
  flow.active.add(queue);
  if (queue.run.rehearsal) flow.lane.rehearsals.add(queue);
  if (flow.active.size > 1) return;
  resumeFlow(flow);
  flow.lane.flows.push(flow);
}

function deactivate(queue: RunQueue): void {
  const { flow } = queue;
  queue.isActive = false;
  flow.active.delete(queue);
  flow.lane.rehearsals.delete(queue);
  if (flow.active.size === 0) flow.lane.flows.remove(flow);
}
