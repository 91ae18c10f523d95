import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createScheduler } from './scheduler.ts';
import { makeRun, makeTask } from './testing/make.ts';
import { jainIndex, simulate } from './testing/simulate.ts';
import type { Arrival, Served } from './testing/simulate.ts';
import type { Scheduler } from './types.ts';

const WEIGHTS = [1, 2, 3, 4, 5, 6, 7, 8];
const TOTAL = 36;
const LONGEST_MS = 1000;

function scheduler(cap: number, weights: readonly number[] = WEIGHTS): Scheduler {
  const made = createScheduler({ caps: { A: cap }, agingLimitMs: Infinity });
  for (const [at, weight] of weights.entries()) {
    made.setWeight(at + 1, weight);
    made.addRun(makeRun({ projectId: at + 1 }));
  }
  return made;
}

function arrival(projectId: number, actualMs: number, more: Partial<Arrival> = {}): Arrival {
  const queuedAtMs = more.atMs ?? 0;
  const task = makeTask({ projectId, estimateMs: actualMs, queuedAtMs });
  return { atMs: 0, task, actualMs, ...more };
}

/** Backlogs that outlast the measured time; project 1 floods. */
function backlogs(durations: readonly number[], tasks = 400, flood = 2000): Arrival[] {
  return WEIGHTS.flatMap((weight) =>
    Array.from({ length: weight === 1 ? flood : tasks }, (_, n) =>
      arrival(weight, durations[(n * 7 + weight) % durations.length] ?? LONGEST_MS),
    ),
  );
}

/**
 * Largest amount of work, over all moments, by which a backlogged project was behind its share of
 * what was dispatched.
 */
function largestLag(served: readonly Served[]): number {
  const work = new Map<number, number>();
  let total = 0;
  let worst = 0;
  for (const {
    dispatch,
    arrival: { actualMs },
  } of served) {
    const { projectId } = dispatch.task;
    work.set(projectId, (work.get(projectId) ?? 0) + actualMs);
    total += actualMs;
    for (const weight of WEIGHTS)
      worst = Math.max(worst, (total * weight) / TOTAL - (work.get(weight) ?? 0));
  }
  return worst;
}

function workOf(served: readonly Served[], projectId: number, untilMs: number): number {
  let sum = 0;
  for (const s of served)
    if (s.dispatch.task.projectId === projectId)
      sum += Math.max(0, Math.min(s.endMs, untilMs) - s.startMs);
  return sum;
}

const durationsArbitrary = fc.array(fc.integer({ min: 10, max: LONGEST_MS }), {
  minLength: 1,
  maxLength: 12,
});

test('SCHED-3 eight projects of weights 1 to 8 with a flooder: Jain >= 0.99, lag <= 2 longest tasks', () => {
  const untilMs = 150_000;
  const check = (durations: number[], cap: number): void => {
    const served = simulate(scheduler(cap), backlogs(durations, 300 * cap, 600 * cap), untilMs);
    const fair = WEIGHTS.map((w) => workOf(served, w, untilMs) / w);
    expect(jainIndex(fair)).toBeGreaterThanOrEqual(0.99);
    expect(largestLag(served)).toBeLessThanOrEqual(2 * Math.max(...durations));
  };
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 500, max: LONGEST_MS }), { minLength: 1, maxLength: 9 }),
      fc.constantFrom(1, 2, 6),
      check,
    ),
    { numRuns: 8 },
  );
});

test('SCHED-4 no project starves, and waits stay in bound, in 1,000 random traces', () => {
  const trace = fc.record({
    cap: fc.constantFrom(1, 1, 2, 6),
    weights: fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 2, maxLength: 8 }),
    durations: durationsArbitrary,
    late: fc.array(fc.tuple(fc.nat({ max: 7 }), fc.nat({ max: 20_000 })), { maxLength: 30 }),
  });
  fc.assert(
    fc.property(trace, ({ cap, weights, durations, late }) => {
      const longest = Math.max(...durations);
      const work = durationOf(durations);
      const arrivals = [
        ...Array.from({ length: 40 }, () => arrival(1, work())),
        ...late.map(([at, atMs]) => arrival((at % weights.length) + 1, work(), { atMs })),
      ];
      const served = simulate(scheduler(cap, weights), arrivals);
      expect(served).toHaveLength(arrivals.length);
      const total = weights.reduce((sum, w) => sum + w, 0);
      for (const [at, weight] of weights.entries()) {
        const bound = ((total / weight + weights.length) * longest) / cap + (1 - 1 / cap) * longest;
        expect(longestHeadWait(served, at + 1)).toBeLessThanOrEqual(bound);
      }
    }),
    { numRuns: 1000 },
  );
});

test('SCHED-6 an idle project banks nothing: on its return it gets its share, not the past', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 10, max: 1000 }), (idle, ms) => {
      const fromMs = (idle + 1) * ms;
      const arrivals = [
        ...Array.from({ length: idle + 60 }, () => arrival(1, ms)),
        arrival(2, ms),
        ...Array.from({ length: 60 }, () => arrival(2, ms, { atMs: fromMs })),
      ];
      const served = simulate(scheduler(1, [1, 1]), arrivals, fromMs + 40 * ms);
      const after = served.filter((s) => s.startMs >= fromMs);
      let second = 0;
      for (const [at, { dispatch }] of after.entries()) {
        second += dispatch.task.projectId === 2 ? 1 : 0;
        expect(Math.abs(second - (at + 1) / 2)).toBeLessThanOrEqual(0.5);
      }
    }),
    { numRuns: 50 },
  );
});

test('SCHED-7 a project whose estimates are ten times too low gets no more than its share', () => {
  for (const cap of [1, 4]) {
    const made = scheduler(cap, [1, 1]);
    const arrivals = [1, 2].flatMap((projectId) =>
      Array.from({ length: 800 }, () => {
        const one = arrival(projectId, 1000);
        return projectId === 1 ? { ...one, task: { ...one.task, estimateMs: 100 } } : one;
      }),
    );
    const untilMs = 300_000;
    const served = simulate(made, arrivals, untilMs);
    const share = workOf(served, 1, untilMs) / (cap * untilMs);
    expect(share).toBeGreaterThan(0.48);
    expect(share).toBeLessThan(0.52);
  }
});

test('SCHED-7 a task that took less than its estimate is refunded, also when it is tried again', () => {
  const made = scheduler(1, [1, 1]);
  for (const id of ['a', 'b'])
    made.addTask(makeTask({ taskId: id, projectId: 1, estimateMs: 100_000 }));
  made.addTask(makeTask({ taskId: 'c', projectId: 2, estimateMs: 5000 }));
  expect(made.next(0, () => null)?.task.taskId).toBe('a');
  made.requeue('a', 1000, 0, 1000);
  expect(made.next(1000, () => null)).toMatchObject({ startTag: 0, task: { taskId: 'c' } });
  made.finish('c', 'succeeded', 5000, 6000);
  expect(made.next(6000, () => null)).toMatchObject({ startTag: 1000 });
});

test('SCHED-8 a lane that fell idle starts even: the last to work there has no debt', () => {
  const made = scheduler(1, [1, 1]);
  for (let n = 0; n < 10; n++) {
    made.addTask(makeTask({ taskId: `alone${n}`, projectId: 1 }));
    expect(made.next(n, () => null)).not.toBeNull();
    made.finish(`alone${n}`, 'succeeded', 1000, n);
  }
  for (const projectId of [1, 2]) made.addTask(makeTask({ taskId: `both${projectId}`, projectId }));
  expect(made.next(20, () => null)).toMatchObject({ startTag: 10_000, task: { projectId: 1 } });
  made.finish('both1', 'succeeded', 1000, 21);
  expect(made.next(21, () => null)).toMatchObject({ startTag: 10_000, task: { projectId: 2 } });
});

/**
 * Longest time from becoming its project's head (arrival, or the start of the one before) to the
 * start.
 */
function longestHeadWait(served: readonly Served[], projectId: number): number {
  let previousStart = 0;
  let longest = 0;
  for (const s of served) {
    if (s.dispatch.task.projectId !== projectId) continue;
    longest = Math.max(longest, s.startMs - Math.max(previousStart, s.arrival.atMs));
    previousStart = s.startMs;
  }
  return longest;
}

function durationOf(durations: readonly number[]): () => number {
  let at = 0;
  return () => durations[at++ % durations.length] ?? LONGEST_MS;
}
