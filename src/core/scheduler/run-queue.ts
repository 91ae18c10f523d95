import { IndexedHeap } from './indexed-heap.ts';
import {
  arrivesBefore,
  goesBefore,
  latestStartMs,
  RESCORE_MS,
  runScore,
  breaksTie,
  taskScore,
} from './score.ts';
import type { Entry, Flow, Placed, Ranked, Run, RunQueue } from './state.ts';

export function createRunQueue(run: Run, flow: Flow): RunQueue {
  return {
    run,
    flow,
    byScore: new IndexedHeap<'scoreAt', Entry>('scoreAt', goesBefore),
    byAge: new IndexedHeap<'ageAt', Entry>('ageAt', isOlder),
    byStart: new IndexedHeap<'startByAt', Entry>('startByAt', startsSooner),
    scoredAtMs: -Infinity,
    servedMs: 0,
    isActive: false,
    agingAt: -1,
    creditAt: -1,
  };
}

/** Puts a ready task in. */
export function putReady(entry: Entry): void {
  const { queue } = entry;
  entry.score = taskScore(entry, queue.scoredAtMs);
  queue.byScore.push(entry);
  queue.byAge.push(entry);
  if (entry.task.deadlineMs !== null) queue.byStart.push(entry);
}

/** Takes a ready task out. */
export function takeReady(entry: Placed): void {
  entry.queue.byScore.remove(entry);
  entry.queue.byAge.remove(entry);
  entry.queue.byStart.remove(entry);
}

/** Restores the order after the chain behind a ready task grew. */
export function reorderReady(entry: Entry): void {
  entry.score = taskScore(entry, entry.queue.scoredAtMs);
  entry.queue.byScore.update(entry);
  if (entry.startByAt >= 0) entry.queue.byStart.update(entry);
}

/** The queue's best task, scores at most RESCORE_MS old. */
export function bestOf(queue: RunQueue, nowMs: number): Entry | undefined {
  if (queue.byStart.size > 0 && Math.abs(nowMs - queue.scoredAtMs) > RESCORE_MS) {
    queue.scoredAtMs = nowMs;
    for (const entry of queue.byStart.values()) entry.score = taskScore(entry, nowMs);
    queue.byScore.rebuild();
  }
  return queue.byScore.peek();
}

/** The best task over a project's active queues of one lane. */
export function bestOfFlow(flow: Flow, nowMs: number): Entry | undefined {
  let best: Entry | undefined;
  let bestScore = -Infinity;
  for (const queue of flow.active) {
    const entry = bestOf(queue, nowMs);
    if (entry === undefined) continue;
    const score = entry.score + runScore(queue);
    const wins =
      best === undefined || score > bestScore || (score === bestScore && breaksTie(entry, best));
    if (!wins) continue;
    best = entry;
    bestScore = score;
  }
  return best;
}

function isOlder(a: Ranked, b: Ranked): boolean {
  return a.readySinceMs === b.readySinceMs ? arrivesBefore(a, b) : a.readySinceMs < b.readySinceMs;
}

function startsSooner(a: Ranked, b: Ranked): boolean {
  const first = latestStartMs(a);
  const second = latestStartMs(b);
  return first === second ? arrivesBefore(a, b) : first < second;
}
