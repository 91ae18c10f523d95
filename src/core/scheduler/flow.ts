import type { Charged, Flow, Lane, Project } from './state.ts';

/** Longest time one task is charged with (about 30 years), so that tags stay exact numbers. */
const LONGEST_MS = 1e12;

export function createFlow(project: Project, lane: Lane): Flow {
  return {
    project,
    lane,
    finishTag: 0,
    floorTag: lane.virtualTime,
    tag: lane.virtualTime,
    backlog: 0,
    active: new Set(),
    servedMs: 0,
    largestMs: 0,
    agingDebt: null,
    creditDebt: null,
    tagAt: -1,
    agingDebtAt: -1,
    creditDebtAt: -1,
  };
}

/** Order of projects in a lane: smallest start tag first (start-time fair queueing, Goyal 1997). */
export function hasSmallerTag(a: Flow, b: Flow): boolean {
  return a.tag === b.tag ? a.project.projectId < b.project.projectId : a.tag < b.tag;
}

/**
 * A task's dependencies are met. A project that had nothing waiting starts at the lane's virtual
 * time.
 */
export function joinBacklog(entry: Charged): void {
  const { flow } = entry.queue;
  flow.largestMs = Math.max(flow.largestMs, chargeableMs(entry.task.estimateMs));
  if (flow.backlog === 0) flow.floorTag = flow.lane.virtualTime;
  flow.backlog += 1;
  retag(flow);
}

/** A task left the backlog without being served. */
export function leaveBacklog({ queue }: Pick<Charged, 'queue'>): void {
  queue.flow.backlog -= 1;
}

/**
 * A blocked project can be served again: it keeps its tag, at most one of its longest tasks behind
 * virtual time.
 */
export function resumeFlow(flow: Flow): void {
  const behind = flow.largestMs / flow.project.weight;
  flow.floorTag = Math.max(flow.floorTag, flow.lane.virtualTime - behind);
  retag(flow);
}

/** Charges the estimate at dispatch; returns the start tag. */
export function chargeEstimate(entry: Charged): number {
  const { flow } = entry.queue;
  const startTag = flow.tag;
  entry.chargedMs = chargeableMs(entry.task.estimateMs);
  entry.chargedWeight = flow.project.weight;
  flow.finishTag = startTag + entry.chargedMs / entry.chargedWeight;
  countServed(entry, entry.chargedMs);
  retag(flow);
  return startTag;
}

/** Replaces the charged estimate of an ended task by what it took. */
export function trueUp(entry: Charged, actualMs: number): void {
  const { flow } = entry.queue;
  const differenceMs = chargeableMs(actualMs) - entry.chargedMs;
  flow.finishTag += differenceMs / entry.chargedWeight;
  flow.lane.largestFinish = Math.max(flow.lane.largestFinish, flow.finishTag);
  countServed(entry, differenceMs);
  retag(flow);
}

/** Any duration as something that can be charged: at least 1 ms. */
export function chargeableMs(durationMs: number): number {
  return durationMs > 1 ? Math.min(durationMs, LONGEST_MS) : 1;
}

function countServed(entry: Charged, servedMs: number): void {
  entry.queue.servedMs += servedMs;
  entry.queue.flow.servedMs += servedMs;
}

function retag(flow: Flow): void {
  flow.tag = Math.max(flow.floorTag, flow.finishTag);
  if (flow.lane.flows.has(flow)) flow.lane.flows.update(flow);
}
