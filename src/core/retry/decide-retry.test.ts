import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FAILURE_CLASSES } from '#shared/states.ts';
import { decideRetry, RETRY_POLICIES } from './decide-retry.ts';

const highest = { next: () => 0.999_999 };

function attemptsUntilGivenUp(failureClass: 'transient' | 'model' | 'tool' | 'policy'): number {
  let attempt = 1;
  while (decideRetry({ failureClass, attempt, leaseLosses: 0 }, highest).kind === 'retry') {
    attempt += 1;
  }
  return attempt;
}

describe('decideRetry', () => {
  it.each([
    ['transient', 4],
    ['model', 3],
    ['tool', 1],
    ['policy', 1],
  ] as const)('RETRY-1 %s failures get %i attempts in all', (failureClass, attempts) => {
    expect(attemptsUntilGivenUp(failureClass)).toBe(attempts);
  });

  it('RETRY-2 the ceiling of the delay doubles', () => {
    const ceilings = [1, 2, 3].map((attempt) =>
      decideRetry({ failureClass: 'transient', attempt, leaseLosses: 0 }, highest),
    );
    expect(ceilings).toEqual([
      { kind: 'retry', delayMs: 499 },
      { kind: 'retry', delayMs: 999 },
      { kind: 'retry', delayMs: 1999 },
    ]);
  });

  it('RETRY-2 the delay is spread over the whole interval from zero', () => {
    const lowest = { next: () => 0 };
    expect(decideRetry({ failureClass: 'transient', attempt: 3, leaseLosses: 0 }, lowest)).toEqual({
      kind: 'retry',
      delayMs: 0,
    });
  });

  it('RETRY-2 no delay is negative, fractional or past the cap', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...FAILURE_CLASSES),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 0, max: 10 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (failureClass, attempt, leaseLosses, roll) => {
          const decision = decideRetry(
            { failureClass, attempt, leaseLosses },
            { next: () => roll },
          );
          const delayMs = decision.kind === 'retry' ? decision.delayMs : 0;
          expect(Number.isInteger(delayMs)).toBe(true);
          expect(delayMs).toBeGreaterThanOrEqual(0);
          expect(delayMs).toBeLessThanOrEqual(RETRY_POLICIES[failureClass].capMs);
        },
      ),
    );
  });

  it('RETRY-3 a task is set aside after three lost leases, whatever its attempt', () => {
    const lost = (leaseLosses: number) =>
      decideRetry({ failureClass: 'lease_lost', attempt: 9, leaseLosses }, highest);
    expect(lost(1).kind).toBe('retry');
    expect(lost(2).kind).toBe('retry');
    expect(lost(3)).toMatchObject({ kind: 'give_up', poisoned: true });
    expect(lost(3)).toMatchObject({ reason: expect.stringContaining('Set aside after 3') });
  });

  it('RETRY-4 giving up on other classes is not poisoning', () => {
    for (const failureClass of ['transient', 'model', 'tool', 'policy'] as const) {
      const decision = decideRetry({ failureClass, attempt: 9, leaseLosses: 0 }, highest);
      expect(decision).toEqual({
        kind: 'give_up',
        poisoned: false,
        reason: expect.stringMatching(/^[A-Z].*\.$/),
      });
    }
  });
});
