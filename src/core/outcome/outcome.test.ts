import { describe, expect, it } from 'vitest';
import { againstPromise } from './against-promise.ts';
import { outcomeEnd } from './outcome-end.ts';

const completed = {
  status: 'completed',
  mode: 'real',
  verification: 'pass',
  isOverridden: false,
  hasFailingGate: false,
  filesChanged: 2,
} as const;

describe('outcomeEnd', () => {
  it('END-1 has no outcome before the end', () => {
    for (const status of ['pending', 'executing', 'paused', 'validating'] as const)
      expect(outcomeEnd({ ...completed, status })).toBe('open');
  });
  it('END-2 reached its goal, END-3 or only checked, because nothing was written', () => {
    expect(outcomeEnd(completed)).toBe('reached');
    expect(outcomeEnd({ ...completed, filesChanged: 0 })).toBe('checked');
  });
  it('END-4 completed against its gates', () => {
    expect(outcomeEnd({ ...completed, hasFailingGate: true })).toBe('overridden');
    const unproven = { ...completed, verification: 'unverified', isOverridden: true } as const;
    expect(outcomeEnd(unproven)).toBe('overridden');
    expect(outcomeEnd({ ...completed, verification: 'fail', filesChanged: 0 })).toBe('overridden');
  });
  it('END-5 completed without proof', () => {
    expect(outcomeEnd({ ...completed, verification: 'unverified' })).toBe('unproven');
    expect(outcomeEnd({ ...completed, verification: 'not_measured' })).toBe('unproven');
  });
  it('END-6 pretended work has reached nothing', () => {
    expect(outcomeEnd({ ...completed, mode: 'synthetic' })).toBe('pretended');
  });
  it('END-7 in review, failed and terminated', () => {
    expect(outcomeEnd({ ...completed, status: 'needs_review' })).toBe('not_reached');
    expect(outcomeEnd({ ...completed, status: 'failed' })).toBe('failed');
    expect(outcomeEnd({ ...completed, status: 'terminated' })).toBe('terminated');
  });
});

it('PROMISE-1 is outside only above the interval', () => {
  const band = { mean: 10, ci_90: [5, 20] } as const;
  expect(againstPromise(20, band)?.inside).toBe(true);
  expect(againstPromise(1, band)?.inside).toBe(true);
  expect(againstPromise(21, band)?.inside).toBe(false);
  expect([againstPromise(null, band), againstPromise(1, null)]).toEqual([null, null]);
});
