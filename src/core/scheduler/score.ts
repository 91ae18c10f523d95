import type { Ranked, RunQueue } from './state.ts';

/**
 * Slack at which a deadline counts half, and from which it may draw on the lane's deadline credit.
 */
export const DEADLINE_HORIZON_MS = 900_000;
/** Length of a dependency chain that counts half. */
const PATH_HALF_MS = 600_000;
/** Scores of tasks with deadlines are refreshed when older than this. */
export const RESCORE_MS = 5000;
/** Scores are compared in these steps, so that like tasks come together. */
const STEP = 0.01;

/**
 * Latest start (epoch ms) that still meets the deadline if the whole chain behind the task follows
 * at once.
 */
export function latestStartMs(entry: Ranked): number {
  return entry.task.deadlineMs === null ? Infinity : entry.task.deadlineMs - entry.pathMs;
}

/**
 * 0..1: 1 when the latest start has passed, 1/2 at DEADLINE_HORIZON_MS of slack, 0 without a
 * deadline.
 */
export function deadlineUrgency(entry: Ranked, nowMs: number): number {
  const slack = Math.max(0, latestStartMs(entry) - nowMs);
  return slack === Infinity ? 0 : DEADLINE_HORIZON_MS / (DEADLINE_HORIZON_MS + slack);
}

/**
 * 0..1: the deadline's urgency, raised towards 1 by priority (60 %) and chain length (40 %), at
 * most half way.
 */
export function urgency(entry: Ranked, nowMs: number): number {
  const deadline = deadlineUrgency(entry, nowMs);
  const path = entry.pathMs / (entry.pathMs + PATH_HALF_MS);
  return deadline + (1 - deadline) * 0.5 * (0.6 * clamp(entry.task.priority) + 0.4 * path);
}

/** The task's part of the score: 0.4·urgency + 0.2·ciWidth, in steps of 0.01. */
export function taskScore(entry: Ranked, nowMs: number): number {
  const exact = 0.4 * urgency(entry, nowMs) + 0.2 * clamp(entry.task.ciWidth);
  return Math.round(exact / STEP) * STEP;
}

/**
 * The run's part of the score: 0.3·runway_risk + 0.1·(1 − share of the project's lane time it
 * used).
 */
export function runScore(queue: RunQueue): number {
  const used = queue.flow.servedMs > 0 ? queue.servedMs / queue.flow.servedMs : 0;
  return 0.3 * queue.run.runwayRisk + 0.1 * (1 - clamp(used));
}

/**
 * Order inside a queue: score, priority, then one provider and complexity together, then arrival.
 */
export function goesBefore(a: Ranked, b: Ranked): boolean {
  return a.score === b.score ? breaksTie(a, b) : a.score > b.score;
}

/** Order of tasks with equal scores. */
export function breaksTie(a: Ranked, b: Ranked): boolean {
  if (a.task.priority !== b.task.priority) return a.task.priority > b.task.priority;
  if (a.task.provider !== b.task.provider) return (a.task.provider ?? '') < (b.task.provider ?? '');
  if (a.task.provider !== null && a.task.complexity !== b.task.complexity)
    return a.task.complexity < b.task.complexity;
  return arrivesBefore(a, b);
}

export function arrivesBefore(a: Ranked, b: Ranked): boolean {
  return a.task.seq === b.task.seq ? a.task.taskId < b.task.taskId : a.task.seq < b.task.seq;
}

function clamp(value: number): number {
  return value > 0 ? Math.min(1, value) : 0;
}
