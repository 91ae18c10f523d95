import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LANES } from '#shared/lanes.ts';
import { must } from '#shared/assert.ts';
import { judgeGate } from '../gates/judge-gate.ts';
import { DEFAULT_FAILING_SHARE, drawSynthetic } from './draw-synthetic.ts';

const lane = must(
  DEFAULT_LANES.find(({ name }) => name === 'Code-Impl'),
  'it ships',
);
const first = { seed: 1, seq: 1, attempt: 1, lane, failingShare: DEFAULT_FAILING_SHARE };

describe('EXEC-6 a synthetic attempt', () => {
  it('is the same for the same seed, place and attempt, and inside the declared range', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(), fc.nat(), (seed, seq, attempt) => {
        const drawn = drawSynthetic({ ...first, seed, seq, attempt });
        expect(drawSynthetic({ ...first, seed, seq, attempt })).toEqual(drawn);
        expect(drawn.seconds).toBeGreaterThanOrEqual(5);
        expect(drawn.seconds).toBeLessThan(15);
        expect(drawn.tokensIn).toBeGreaterThanOrEqual(400);
        expect(drawn.energyKwh).toBeGreaterThan(0);
        for (const tokens of [drawn.tokensIn, drawn.tokensOut, drawn.tokensThink])
          expect(Number.isSafeInteger(tokens)).toBe(true);
      }),
    );
  });

  it('differs between attempts, places and seeds', () => {
    const others = [{ attempt: 2 }, { seq: 2 }, { seed: 2 }];
    for (const other of others)
      expect(drawSynthetic({ ...first, ...other })).not.toEqual(drawSynthetic(first));
  });

  it.each(DEFAULT_LANES.map((each) => [each.name, each] as const))(
    'has a KPI for each gate of %s, on the side of its threshold that its state says',
    (_name, each) => {
      for (let seq = 1; seq <= 400; seq += 1) {
        const drawn = drawSynthetic({ ...first, seq, lane: each, failingShare: 0.5 });
        const [echo] = drawn.kpis.slice(-1);
        expect(drawn.kpis.map(({ name }) => name)).toEqual([
          ...each.gates.map(({ kpi }) => kpi),
          'echo_cos',
        ]);
        for (const [index, gate] of each.gates.entries()) {
          const { state, value } = must(drawn.kpis[index], 'one a gate');
          expect(judgeGate(gate, { kind: 'value', value }).state, `${gate.kpi} ${value}`).toBe(
            state,
          );
        }
        expect(echo).toMatchObject({ value: drawn.echoCos, threshold: 0.82 });
        expect(drawn.echoCos >= 0.82).toBe(echo?.state === 'pass');
        expect(drawn.kpis.filter(({ state }) => state === 'fail').length).toBeLessThanOrEqual(1);
      }
    },
  );

  it('misses a KPI in the declared share of attempts, 5 % unless set', () => {
    const missed = (failingShare: number): number => {
      let count = 0;
      for (let seq = 0; seq < 4000; seq += 1)
        if (
          drawSynthetic({ ...first, seq, failingShare }).kpis.some(({ state }) => state === 'fail')
        )
          count += 1;
      return count / 4000;
    };
    expect(missed(DEFAULT_FAILING_SHARE)).toBeGreaterThan(0.035);
    expect(missed(DEFAULT_FAILING_SHARE)).toBeLessThan(0.065);
    expect(missed(0)).toBe(0);
    expect(missed(1)).toBe(1);
  });
});
