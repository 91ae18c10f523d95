import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateTask } from './estimate-task.ts';
import type { RehearsalInput, RehearsedTask } from './project-rehearsal.ts';
import { projectRehearsal } from './project-rehearsal.ts';
import type { RehearsalTask } from './rehearsal-sample.ts';
import { drawRehearsalSample } from './rehearsal-sample.ts';

const anyTasks = fc
  .array(
    fc.record({
      lane: fc.constantFrom('Code-Impl', 'Narrative'),
      kind: fc.constantFrom('test', 'lint', 'implement'),
      complexity: fc.constantFrom('low' as const, 'high' as const),
    }),
    { minLength: 1, maxLength: 200 },
  )
  .map((items) => items.map((item, index): RehearsalTask => ({ ...item, taskId: `t${index}` })));
const anyShare = fc.double({ min: 0, max: 0.2, noNaN: true });

describe('drawRehearsalSample', () => {
  it('REH-1 covers every stratum and counts truly', () => {
    fc.assert(
      fc.property(anyTasks, anyShare, fc.integer(), (tasks, pct, seed) => {
        const sample = drawRehearsalSample(tasks, pct, { seed, stratified: true });
        expect(sample.coverage).toBe(1);
        expect(sample.strata.every(({ sampled }) => sampled >= 1)).toBe(true);
        expect(sample.strata.every(({ sampled, total }) => sampled <= total)).toBe(true);
        const counted = sample.strata.reduce((sum, { sampled }) => sum + sampled, 0);
        expect(counted).toBe(sample.sampled.length);
        expect(new Set(sample.sampled).size).toBe(counted);
        expect(sample.actualPct).toBeCloseTo(counted / tasks.length);
      }),
    );
  });

  it('REH-2 takes more than was asked only when it must, and says so', () => {
    fc.assert(
      fc.property(anyTasks, anyShare, fc.boolean(), (tasks, pct, stratified) => {
        const sample = drawRehearsalSample(tasks, pct, { seed: 1, stratified });
        const least = stratified ? sample.strata.length : 1;
        const size = sample.sampled.length;
        expect(size).toBeLessThanOrEqual(Math.max(least, pct * tasks.length + 1e-6));
        expect(sample.autoBumped).toBe(size > pct * tasks.length + 1e-6);
      }),
    );
  });

  it('REH-2 shares what is above one each by the size of the strata', () => {
    const tasks = Array.from({ length: 100 }, (_, index): RehearsalTask => {
      const kind = index < 80 ? 'test' : 'lint';
      return { taskId: `t${index}`, lane: 'Code-Impl', kind, complexity: 'low' };
    });
    const { strata } = drawRehearsalSample(tasks, 0.1, { seed: 3, stratified: true });
    expect(strata.map(({ sampled }) => sampled)).toEqual([8, 2]);
  });

  it('EST-8 the same seed draws the same tasks, and there is nothing to draw from nothing', () => {
    const tasks = Array.from({ length: 50 }, (_, index): RehearsalTask => {
      return { taskId: `t${index}`, lane: 'A', kind: 'x', complexity: 'low' };
    });
    const draw = (seed: number) => drawRehearsalSample(tasks, 0.1, { seed, stratified: false });
    expect(draw(5)).toEqual(draw(5));
    expect(draw(5).sampled).not.toEqual(draw(6).sampled);
    expect(drawRehearsalSample([], 0.1, { seed: 1, stratified: true })).toEqual({
      sampled: [],
      strata: [],
      coverage: 0,
      actualPct: 0,
      autoBumped: false,
    });
  });
});

const prior = estimateTask({
  lane: 'Code-Impl',
  kind: 'implement',
  complexity: 'medium',
  needsModel: true,
});

function seen(taskId: string, over: Partial<RehearsedTask> = {}): RehearsedTask {
  const used = { tokens: 1000, timeMs: 5000, costUsd: 0.5, energyKwh: 0.001 };
  return { taskId, stratum: 's', ...used, failed: false, ...over };
}

function input(over: Partial<RehearsalInput> = {}): RehearsalInput {
  const strata = [{ key: 's', total: 10 }];
  return { strata, observed: [], priors: { s: prior }, budgetUsd: null, gateFailures: 0, ...over };
}

describe('projectRehearsal', () => {
  it('REH-3 a run that was rehearsed whole is known exactly', () => {
    const observed = [seen('a'), seen('b', { tokens: 3000 })];
    const projection = projectRehearsal(input({ strata: [{ key: 's', total: 2 }], observed }));
    expect(projection.tokens).toEqual({ mean: 4000, ci_90: [4000, 4000] });
    expect(projection.costUsd.mean).toBe(1);
  });

  it('REH-3 nothing rehearsed gives the priors', () => {
    const { tokens, riskFactors } = projectRehearsal(input());
    expect(tokens.mean).toBeCloseTo(10 * prior.tokens.mean);
    expect(riskFactors.join(' ')).toContain('Nothing was rehearsed');
  });

  it('REH-3 observations pull the projection to themselves and narrow it', () => {
    const means = [0, 1, 3, 9].map((n) => {
      const observed = Array.from({ length: n }, (_, index) => seen(`t${index}`));
      return projectRehearsal(input({ observed })).tokens;
    });
    const distances = means.map(({ mean }) => Math.abs(mean - 10_000));
    expect(distances).toEqual(distances.toSorted((a, b) => b - a));
    const widths = means.map(({ ci_90: [lo, hi] }) => hi - lo);
    expect(widths).toEqual(widths.toSorted((a, b) => b - a));
  });

  it('REH-3 every band holds its mean and is at least what was seen', () => {
    const task = fc.record({ tokens: fc.nat(1e6), timeMs: fc.nat(1e6), costUsd: fc.nat(100) });
    fc.assert(
      fc.property(fc.array(task, { maxLength: 10 }), fc.nat(50), (items, more) => {
        const observed = items.map((item, index) => seen(`t${index}`, item));
        const strata = [{ key: 's', total: observed.length + more }];
        const projection = projectRehearsal(input({ strata, observed }));
        const used = items.reduce((sum, item) => sum + item.tokens, 0);
        expect(projection.tokens.ci_90[0]).toBeGreaterThanOrEqual(used * (1 - 1e-9));
        for (const { mean, ci_90 } of [projection.tokens, projection.timeMs, projection.costUsd]) {
          expect(ci_90[0]).toBeLessThanOrEqual(mean);
          expect(ci_90[1]).toBeGreaterThanOrEqual(mean);
        }
        expect(projection.riskScore).toBeGreaterThanOrEqual(0);
        expect(projection.riskScore).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('REH-4 a failed task is not projected, but raises the risk', () => {
    const good = projectRehearsal(input({ observed: [seen('a')] }));
    const observed = [seen('a'), seen('b', { tokens: 1e9, failed: true })];
    const failed = projectRehearsal(input({ observed }));
    expect(failed.tokens).toEqual(good.tokens);
    expect(failed.riskScore).toBeGreaterThan(good.riskScore);
    expect(failed.riskFactors).toContain('1 of 2 rehearsed tasks failed.');
  });

  it('REH-5 unknown energy is null, and partly known is the known part', () => {
    const priors = { s: { ...prior, energy_kwh: null }, u: { ...prior, energy_kwh: null } };
    const unknown = [seen('a', { energyKwh: null })];
    expect(projectRehearsal(input({ priors, observed: unknown })).energyKwh).toBeNull();
    const strata = [
      { key: 's', total: 1 },
      { key: 'u', total: 5 },
    ];
    const known = projectRehearsal(input({ strata, priors, observed: [seen('a')] }));
    expect(known.energyKwh?.mean).toBe(0.001);
  });

  it('REH-6 risk grows with failed gates and with a nearer budget', () => {
    const observed = [seen('a'), seen('b'), seen('c')];
    const risk = (over: Partial<RehearsalInput>) =>
      projectRehearsal(input({ observed, ...over })).riskScore;
    const gates = [0, 1, 2, 5].map((gateFailures) => risk({ gateFailures }));
    expect(gates).toEqual([...new Set(gates)].toSorted((a, b) => a - b));
    const budgets = [null, 100, 5.5, 0.1].map((budgetUsd) => risk({ budgetUsd }));
    expect(budgets).toEqual(budgets.toSorted((a, b) => a - b));
    expect(budgets[3]).toBeGreaterThan(budgets[1] ?? NaN);
  });
});
