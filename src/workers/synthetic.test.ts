import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawSynthetic, runSynthetic } from './synthetic.ts';

const job = {
  kind: 'synthetic',
  taskId: 'a',
  attempt: 1,
  lane: 'Code-Impl',
  secondsRange: [5, 15],
  seed: 1,
  timeScale: Infinity,
} as const;

describe('synthetic work', () => {
  it('is the same for the same seed, task and attempt, and inside the declared range', () => {
    fc.assert(
      fc.property(fc.integer(), fc.string(), fc.nat(), (seed, taskId, attempt) => {
        const plan = drawSynthetic({ ...job, seed, taskId, attempt });
        expect(drawSynthetic({ ...job, seed, taskId, attempt })).toEqual(plan);
        expect(plan.seconds).toBeGreaterThanOrEqual(5);
        expect(plan.seconds).toBeLessThan(15);
        expect(plan.tokensIn).toBeGreaterThanOrEqual(400);
      }),
    );
  });

  it('differs between attempts', () => {
    expect(drawSynthetic({ ...job, attempt: 2 })).not.toEqual(drawSynthetic(job));
  });

  it('ends at once at an infinite time scale', async () => {
    const result = await runSynthetic(job, new AbortController().signal, () => {});
    expect(result.outcome).toBe('succeeded');
    expect(result.tokensIn).toBe(drawSynthetic(job).tokensIn);
  });
});
