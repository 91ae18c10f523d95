import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { totalsSchema } from '#shared/contract/plms-schemas.ts';
import { estimateTask } from './estimate-task.ts';
import type { EstimatedTask } from './estimate-totals.ts';
import { estimateTotals } from './estimate-totals.ts';
import { planSchedule, scheduleElapsed } from './schedule-elapsed.ts';

const agent = estimateTask({
  lane: 'Code-Impl',
  kind: 'implement',
  complexity: 'medium',
  needsModel: true,
});
const step = estimateTask({
  lane: 'Code-Impl',
  kind: 'test',
  complexity: 'medium',
  needsModel: false,
});

function tasks(count: number, estimate = agent): EstimatedTask[] {
  return Array.from({ length: count }, (_, index) => ({
    key: `t${index}`,
    lane: 'Code-Impl',
    deps: [],
    estimate,
  }));
}

const options = { caps: { 'Code-Impl': 6 }, seed: 7 };

/** Tasks that may only depend on earlier ones, in two lanes. */
const anyPlan = fc
  .array(
    fc.record({ lane: fc.constantFrom('A', 'B'), ms: fc.nat(100), deps: fc.array(fc.nat(20)) }),
    {
      minLength: 1,
      maxLength: 15,
    },
  )
  .map((items) =>
    items.map(({ lane, ms, deps }, index) => ({
      key: `t${index}`,
      lane,
      ms,
      deps: deps.filter((dep) => dep < index).map((dep) => `t${dep}`),
    })),
  );

function criticalPath(plan: readonly { key: string; ms: number; deps: readonly string[] }[]) {
  const ends = new Map<string, number>();
  for (const { key, ms, deps } of plan) {
    ends.set(key, ms + Math.max(0, ...deps.map((dep) => ends.get(dep) ?? NaN)));
  }
  return Math.max(...ends.values());
}

describe('estimateTotals', () => {
  it('EST-8 is the same for the same seed, and another for another', () => {
    expect(estimateTotals(tasks(10), options)).toEqual(estimateTotals(tasks(10), options));
    const other = estimateTotals(tasks(10), { ...options, seed: 8 });
    expect(other).not.toEqual(estimateTotals(tasks(10), options));
  });

  it('TOTAL-1 “totals add up”: what a reader gets who adds up the means of the tasks', () => {
    const lanes = ['Code-Impl', 'Narrative', 'Data-Schema', 'Vector-Ops'] as const;
    const model = (lane: string, complexity: 'low' | 'high') =>
      estimateTask({ lane, kind: 'implement', complexity, needsModel: true });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...lanes), fc.constantFrom('low', 'high')), {
          minLength: 1,
          maxLength: 8,
        }),
        (kinds) => {
          const plan = kinds.map(([lane, complexity], at) => ({
            key: `t${at}`,
            lane,
            deps: [],
            estimate: { ...model(lane, complexity), cost_usd: { mean: 0.3, ci_90: [0.1, 0.9] } },
          })) satisfies EstimatedTask[];
          const caps = Object.fromEntries(lanes.map((lane) => [lane, 2]));
          const totals = estimateTotals(plan, { caps, seed: 7 });
          const sum = (of: (task: EstimatedTask['estimate']) => number) =>
            plan.reduce((total, { estimate }) => total + of(estimate), 0);
          expect(totals.tokens.mean).toBe(sum(({ tokens }) => tokens.mean));
          expect(totals.cost_usd.mean).toBe(sum(({ cost_usd }) => cost_usd.mean));
          expect(totals.energy_kwh?.mean).toBe(sum(({ energy_kwh }) => energy_kwh?.mean ?? 0));
        },
      ),
      { numRuns: 25 },
    );
  });

  it('TOTAL-1 intervals are neither added nor those of independent tasks', () => {
    const { tokens } = estimateTotals(tasks(20), options);
    const [lo, hi] = tokens.ci_90;
    expect(hi - lo).toBeLessThan(0.9 * 20 * (agent.tokens.ci_90[1] - agent.tokens.ci_90[0]));
    expect(tokens.mean / (20 * agent.tokens.mean)).toBeCloseTo(1, 1);
    // Twenty independent log-normals of sigma 1 have a relative standard deviation of √(e − 1) /
    // √20.
    const independent = (2 * 1.645 * Math.sqrt(Math.expm1(1))) / Math.sqrt(20);
    expect((hi - lo) / tokens.mean).toBeGreaterThan(1.2 * independent);
  });

  it('TOTAL-2 six at a time take less than one after the other, a chain takes the sum', () => {
    const wide = estimateTotals(tasks(12), options).time_ms.mean;
    const narrow = estimateTotals(tasks(12), { ...options, caps: { 'Code-Impl': 1 } }).time_ms.mean;
    expect(wide).toBeLessThan(0.5 * narrow);
    const chain = tasks(12).map((task, index) => ({
      ...task,
      deps: index === 0 ? [] : [`t${index - 1}`],
    }));
    expect(estimateTotals(chain, options).time_ms.mean).toBeCloseTo(narrow, 3);
  });

  it('TOTAL-2 the schedule lies between its lower bounds and the sum of all work', () => {
    fc.assert(
      fc.property(anyPlan, fc.integer({ min: 1, max: 4 }), (plan, cap) => {
        const caps = { A: cap, B: 1 };
        const durations = plan.map((task) => task.ms);
        const elapsed = scheduleElapsed(planSchedule(plan, caps), durations);
        const work = (lane: string) =>
          plan.reduce((sum, task) => sum + (task.lane === lane ? task.ms : 0), 0);
        expect(elapsed).toBeGreaterThanOrEqual(criticalPath(plan));
        expect(elapsed).toBeGreaterThanOrEqual(work('A') / cap);
        expect(elapsed).toBeGreaterThanOrEqual(work('B'));
        expect(elapsed).toBeLessThanOrEqual(work('A') + work('B'));
      }),
    );
  });

  it('TOTAL-3 unknown energy is named, and null when nothing is known', () => {
    const steps = estimateTotals(tasks(2, step), options);
    expect(steps.energy_kwh).toBeNull();
    const mixed = [...tasks(1), { key: 'test', lane: 'Code-Impl', deps: ['t0'], estimate: step }];
    const totals = estimateTotals(mixed, options);
    expect(totals.energy_kwh?.mean).toBeGreaterThan(0);
    expect(totals.text).toContain('Energy of 1 of 2 tasks is unknown');
  });

  it('TOTAL-4 names cycles and unknown dependencies', () => {
    const [first, second] = tasks(2).map((task, index) => ({ ...task, deps: [`t${1 - index}`] }));
    const cycle = [first, second].filter((task) => task !== undefined);
    expect(() => estimateTotals(cycle, options)).toThrow(
      'These tasks wait for each other in a cycle: t0, t1.',
    );
    const unknown = tasks(1).map((task) => ({ ...task, deps: ['ghost'] }));
    expect(() => estimateTotals(unknown, options)).toThrow('Task t0 depends on ghost');
  });

  it('TOTAL-5 is a cold start while any task is one', () => {
    expect(totalsSchema.parse(estimateTotals(tasks(2), options))).toMatchObject({
      cold_start: true,
      coverage: { observed: null, n: 0 },
    });
    const warm = estimateTask({
      lane: 'Code-Impl',
      kind: 'test',
      complexity: 'low',
      needsModel: false,
      observedMs: [10, 11, 12],
    });
    expect(estimateTotals(tasks(2, warm), options).cold_start).toBe(false);
  });

  it('TOTAL-1 tool steps cost exactly nothing in total, and an empty plan takes no time', () => {
    const nothing = { mean: 0, ci_90: [0, 0] };
    expect(estimateTotals(tasks(3, step), options)).toMatchObject({
      tokens: nothing,
      cost_usd: nothing,
    });
    expect(estimateTotals([], options)).toMatchObject({ time_ms: nothing, energy_kwh: null });
  });
});
