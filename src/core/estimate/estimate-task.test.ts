import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { taskEstimateSchema } from '#shared/contract/plms-schemas.ts';
import { expectedMs, p90Amount } from './amounts.ts';
import type { TaskToEstimate } from './estimate-task.ts';
import { estimateTask } from './estimate-task.ts';
import type { Band } from './log-normal.ts';
import { poolObservations } from './pool-observations.ts';

const anyTask: fc.Arbitrary<TaskToEstimate> = fc.record({
  lane: fc.constantFrom('Code-Impl', 'Narrative', 'Graph-Ops', 'My-Own-Lane'),
  kind: fc.constantFrom(
    'test',
    'lint',
    'build',
    'operation',
    'command',
    'synthetic',
    'external',
    'agent',
  ),
  complexity: fc.constantFrom('low' as const, 'medium' as const, 'high' as const),
  needsModel: fc.boolean(),
  observedMs: fc.array(fc.double({ min: 1, max: 1e8, noNaN: true }), { maxLength: 12 }),
});

const testStep: TaskToEstimate = {
  lane: 'Code-Impl',
  kind: 'test',
  complexity: 'medium',
  needsModel: false,
};
const agentTask: TaskToEstimate = { ...testStep, kind: 'implement', needsModel: true };

const width = ({ mean, ci_90: [lo, hi] }: Band) => (hi - lo) / mean;

describe('estimateTask', () => {
  it('EST-1 every band holds its mean and fits the contract', () => {
    fc.assert(
      fc.property(anyTask, (task) => {
        const estimate = taskEstimateSchema.parse(estimateTask(task));
        const bands = [estimate.tokens, estimate.time_ms, estimate.cost_usd];
        if (estimate.energy_kwh !== null) bands.push(estimate.energy_kwh);
        for (const { mean, ci_90 } of bands) {
          expect(ci_90[0]).toBeGreaterThanOrEqual(0);
          expect(ci_90[0]).toBeLessThanOrEqual(mean);
          expect(ci_90[1]).toBeGreaterThanOrEqual(mean);
        }
      }),
    );
  });

  it('EST-1 a kind or lane named like a property of every object is as any other', () => {
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      const command = estimateTask({ ...testStep, kind: 'command' });
      expect(estimateTask({ ...testStep, kind: name }).time_ms).toEqual(command.time_ms);
      const other = estimateTask({ ...testStep, lane: 'My-Own-Lane', needsModel: true });
      const asked = estimateTask({ ...testStep, lane: name, needsModel: true });
      expect([asked.time_ms, asked.tokens]).toEqual([other.time_ms, other.tokens]);
    }
  });

  it('EST-2 a tool step asks no model: nothing exactly, energy unknown', () => {
    const nothing = { mean: 0, ci_90: [0, 0] };
    expect(estimateTask(testStep)).toMatchObject({
      tokens: nothing,
      cost_usd: nothing,
      energy_kwh: null,
      source: { basis: 'shipped_prior', observations: 0, cold_start: true },
    });
  });

  it('EST-2 kinds mean the same with and without their prefix', () => {
    const operation = { ...testStep, kind: 'operation' };
    expect(estimateTask({ ...testStep, kind: 'tool:test' })).toEqual(estimateTask(testStep));
    expect(estimateTask({ ...operation, kind: 'index' })).toEqual(estimateTask(operation));
    expect(estimateTask(operation).time_ms).not.toEqual(estimateTask(testStep).time_ms);
  });

  it('EST-9 outside work is said not to be estimated, synthetic work to be declared', () => {
    const { text } = estimateTask({ ...agentTask, kind: 'external', needsModel: false }).source;
    expect(text).toContain('Done outside the app: its tokens, cost and energy are not estimated');
    const synthetic = estimateTask({ ...agentTask, kind: 'synthetic' });
    expect(synthetic.tokens.ci_90[0]).toBeGreaterThan(500);
    expect(synthetic.tokens.ci_90[1]).toBeLessThan(6000);
    expect(synthetic.source.text).toContain('declared by the synthetic executor');
  });

  it('EST-2 EST-3 local model work is free, has tokens, and says where they come from', () => {
    const estimate = estimateTask(agentTask);
    expect(estimate.cost_usd.mean).toBe(0);
    expect(estimate.tokens.mean).toBeGreaterThan(0);
    expect(estimate.source.text).toContain('shipped prior');
    expect(estimate.source.text).toContain('local Ollama model: $0.00');
    expect(estimateTask({ ...agentTask, lane: 'X' }).source.text).toContain('no prior of its own');
  });

  it('EST-3 a cold start spans at least half its mean on both sides', () => {
    fc.assert(
      fc.property(anyTask, (task) => {
        const cold = { ...task, observedMs: (task.observedMs ?? []).slice(0, 2) };
        const { time_ms: band, source } = estimateTask(cold);
        expect(source.cold_start).toBe(true);
        expect(band.ci_90[0]).toBeLessThanOrEqual(0.5 * band.mean);
        expect(band.ci_90[1]).toBeGreaterThanOrEqual(1.5 * band.mean);
      }),
    );
  });

  it('EST-4 three observations move the estimate to themselves', () => {
    const estimate = estimateTask({ ...testStep, observedMs: [1000, 1040, 980] });
    expect(estimate.source).toMatchObject({
      basis: 'observed',
      observations: 3,
      cold_start: false,
    });
    expect(expectedMs(estimate)).toBeGreaterThan(900);
    expect(expectedMs(estimate)).toBeLessThan(1400);
  });

  it('EST-4 agreeing repeats narrow the interval', () => {
    const widths = [0, 3, 10, 30].map((n) =>
      width(estimateTask({ ...testStep, observedMs: Array<number>(n).fill(5000) }).time_ms),
    );
    expect(widths).toEqual(widths.toSorted((a, b) => b - a));
    expect(widths[3]).toBeLessThan(0.5);
  });

  it('EST-4 more than three quarters of the level is own from three observations on', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 3, noNaN: true }),
        fc.array(fc.double({ min: 1, max: 1e6, noNaN: true }), { minLength: 3, maxLength: 20 }),
        (sigma, observed) => {
          expect(poolObservations({ mu: 5, sigma }, observed).ownShare).toBeGreaterThanOrEqual(
            0.75,
          );
        },
      ),
    );
  });

  it('EST-4 durations that are no durations are left out', () => {
    const estimate = estimateTask({ ...testStep, observedMs: [0, -5, Number.NaN, Infinity] });
    expect(estimate).toEqual(estimateTask(testStep));
  });

  it('EST-5 says how many observations weigh how much', () => {
    const { text } = estimateTask({ ...testStep, observedMs: [900, 1000, 1100, 1000] }).source;
    expect(text).toMatch(
      /^Time: 4 earlier runs of this step here \(\d[\d.]* %\), pooled with the prior/,
    );
  });

  it('EST-6 energy per token stays inside the range of small models', () => {
    const { energy_kwh: energy, tokens } = estimateTask(agentTask);
    const joulesPerToken = ((energy?.mean ?? NaN) * 3_600_000) / tokens.mean;
    expect(joulesPerToken).toBeGreaterThan(0.01);
    expect(joulesPerToken).toBeLessThan(1.5);
  });

  it('EST-7 reserves the 90 % quantile in whole units', () => {
    const amount = p90Amount(estimateTask(agentTask));
    const { tokens } = estimateTask(agentTask);
    expect(Number.isInteger(amount.tokens)).toBe(true);
    expect(amount.tokens).toBeGreaterThan(tokens.mean);
    expect(amount.tokens).toBeLessThan(tokens.ci_90[1]);
    expect(p90Amount(estimateTask(testStep))).toEqual({ micro: 0, tokens: 0, energyKwh: 0 });
  });

  it('EST-7 a dollar band is rounded up to the micro-dollar', () => {
    const costUsd = { mean: 1.0000001, ci_90: [1.0000001, 1.0000001] as [number, number] };
    expect(p90Amount({ ...estimateTask(testStep), cost_usd: costUsd }).micro).toBe(1_000_001);
  });
});
