import { env } from 'node:process';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createScheduler } from './scheduler.ts';
import { drain, makeRun, makeTask } from './testing/make.ts';
import { operationArbitrary, Player } from './testing/operations.ts';

const RUNS = Number(env['SLIPWAY_R6_RUNS'] ?? 1000);

test(
  'R6 SCHED-1 SCHED-2 SCHED-17 SCHED-20 SCHED-25 the scheduler agrees with a plain ledger over random histories with pauses, budget refusals, cap changes, crashes and clock jumps',
  { timeout: Math.max(300_000, RUNS * 300) },
  () => {
    const history = fc.array(operationArbitrary, { minLength: 5, maxLength: 100, size: 'max' });
    const result = fc.check(
      fc.property(history, (operations) => {
        const player = new Player();
        for (const operation of operations) player.play(operation);
        player.finishAll();
      }),
      { numRuns: RUNS },
    );
    expect(fc.defaultReportMessage(result)).toBeUndefined();
    expect(result.numRuns).toBe(RUNS);
  },
);

test('SCHED-26 the same calls give the same dispatches', () => {
  const tasks = fc.array(
    fc.record({
      projectId: fc.integer({ min: 1, max: 4 }),
      estimateMs: fc.nat({ max: 5000 }),
      priority: fc.constantFrom(0, 0.5, 1),
      deadlineMs: fc.option(fc.nat({ max: 2_000_000 })),
    }),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(tasks, (fields) => {
      const made = fields.map((one, seq) => makeTask({ ...one, seq, taskId: `t${seq}` }));
      const play = (): string[] => {
        const scheduler = createScheduler({ caps: { A: 3 } });
        for (const projectId of [1, 2, 3, 4]) scheduler.addRun(makeRun({ projectId }));
        for (const task of made) scheduler.addTask(task);
        const order: string[] = [];
        for (let now = 0; order.length < made.length; now += 1000) {
          const started = drain(scheduler, now);
          order.push(...started);
          for (const id of started) scheduler.finish(id, 'succeeded', 500, now);
        }
        return order;
      };
      expect(play()).toEqual(play());
    }),
    { numRuns: 50 },
  );
});
