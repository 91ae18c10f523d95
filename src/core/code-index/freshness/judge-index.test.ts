import { describe, expect, it } from 'vitest';
import { judgeIndex, retryAfterMs, type IndexFacts } from './judge-index.ts';
import { reconcileAlerts } from './reconcile-alerts.ts';

const NOW = 10_000_000;
const healthy: IndexFacts = {
  state: 'ready',
  isBusy: false,
  staleSinceMs: null,
  coverage: 1,
  uncovered: [],
  wasReadAgain: false,
  drift: { now: 0, before: 0 },
  failures: null,
  watching: { by: 'notices' },
  lastLookMs: NOW,
  lastSampleMs: NOW,
  lastFullCheckMs: NOW,
  lastUsedMs: NOW,
  isFilling: false,
};
const judge = (more: Partial<IndexFacts>) => judgeIndex({ ...healthy, ...more }, NOW);
const codes = (more: Partial<IndexFacts>) => judge(more).faults.map((fault) => fault.code);

it('leaves a healthy index alone', () => {
  expect(judge({})).toEqual({
    repair: 'none',
    check: 'none',
    mayRest: false,
    faults: [],
  });
});

it('FRESH-10 refreshes what is behind, and says so after 120 s', () => {
  expect(judge({ staleSinceMs: NOW - 4999 }).repair).toBe('none');
  expect(judge({ staleSinceMs: NOW - 5000 }).repair).toBe('changes');
  expect(judge({ staleSinceMs: NOW - 60_000, isBusy: true }).repair).toBe('none');
  expect(codes({ staleSinceMs: NOW - 119_999 })).toEqual([]);
  expect(codes({ staleSinceMs: NOW - 120_000, isBusy: true })).toEqual(['stale']);
});

it('FRESH-11 repairs a low coverage once, then says what is missing', () => {
  const low = { coverage: 0.97, uncovered: [{ reason: 'unreadable' as const, files: 3 }] };
  expect(judge(low)).toMatchObject({ repair: 'full', faults: [] });
  const after = judge({ ...low, wasReadAgain: true });
  expect(after.repair).toBe('none');
  expect(after.faults[0]?.sentence).toMatch(/97\.0 %.*not readable \(3\)/);
  expect(judge({ coverage: 0.98 }).repair).toBe('none');
});

it('FRESH-12 complains when files drift at two checks in a row', () => {
  expect(codes({ drift: { now: 2, before: 0 } })).toEqual([]);
  expect(codes({ drift: { now: 2, before: 1 } })).toEqual(['drift']);
});

it('FRESH-13 checks a sample every 2 minutes and everything every hour', () => {
  expect(judge({ lastSampleMs: NOW - 120_000 }).check).toBe('sample');
  expect(judge({ lastFullCheckMs: NOW - 3_600_000 }).check).toBe('all');
  expect(judge({ lastFullCheckMs: null, state: 'building' }).check).toBe('none');
});

it('FRESH-14 tries again ever later, and gives the error from the third failure on', () => {
  expect([1, 2, 3, 7, 50].map(retryAfterMs)).toEqual([1000, 2000, 4000, 60_000, 60_000]);
  const failures = { inRow: 2, lastMs: NOW - 1999, sentence: 'The disk is full.' };
  expect(judge({ failures }).repair).toBe('none');
  expect(judge({ failures: { ...failures, lastMs: NOW - 2000 } }).repair).toBe('look');
  expect(judge({ failures: { ...failures, inRow: 3 } }).faults[0]?.sentence).toMatch(
    /3 times in a row: The disk is full\./,
  );
});

it('FRESH-15 looks every 30 s where the system gives no notices', () => {
  const watching = { by: 'looking' as const, why: 'The limit of watched folders is reached.' };
  expect(judge({ watching, lastLookMs: NOW - 30_000 }).repair).toBe('look');
  expect(judge({ watching, lastLookMs: NOW - 29_999 }).repair).toBe('none');
  expect(codes({ watching })).toEqual(['not_watched']);
});

it('FRESH-16 an alert keeps its time while its cause lasts, and goes with it', () => {
  const first = reconcileAlerts([], [{ code: 'stale', sentence: 'a' }], 1);
  const second = reconcileAlerts(
    first,
    [
      { code: 'drift', sentence: 'b' },
      { code: 'stale', sentence: 'c' },
      { code: 'stale', sentence: 'c' },
    ],
    2,
  );
  expect(second).toEqual([
    { code: 'stale', sentence: 'c', sinceMs: 1 },
    { code: 'drift', sentence: 'b', sinceMs: 2 },
  ]);
  expect(reconcileAlerts(second, [], 3)).toEqual([]);
});

describe('FRESH-17 an index rests', () => {
  const unused = { lastUsedMs: NOW - 300_000 };
  const mayRest = (more: Partial<IndexFacts>) => judge({ ...unused, ...more }).mayRest;

  it('when nobody asked and nothing changed for 5 minutes, also where it is not watched', () => {
    expect(mayRest({})).toBe(true);
    expect(mayRest({ lastUsedMs: NOW - 299_999 })).toBe(false);
    expect(mayRest({ watching: { by: 'looking', why: 'There is no room.' } })).toBe(true);
    expect(judgeIndex({ ...healthy, ...unused }, NOW, Infinity).mayRest).toBe(false);
  });

  it('but not with something to do', () => {
    expect(mayRest({ isBusy: true })).toBe(false);
    expect(mayRest({ isFilling: true })).toBe(false);
    expect(mayRest({ staleSinceMs: NOW - 1 })).toBe(false);
    expect(mayRest({ watching: { by: 'starting' } })).toBe(false);
    expect(mayRest({ state: 'empty' })).toBe(false);
    expect(mayRest({ coverage: 0.9 })).toBe(false);
    expect(mayRest({ failures: { inRow: 1, lastMs: NOW, sentence: 'It died.' } })).toBe(false);
  });

  it('FRESH-18 and is left alone then, with its alerts', () => {
    const due = { lastSampleMs: null, lastFullCheckMs: null, lastLookMs: null };
    const watching = { by: 'looking' as const, why: 'There is no room.' };
    expect(judge({ ...unused, ...due, watching, state: 'resting' })).toMatchObject({
      repair: 'none',
      check: 'none',
      mayRest: false,
      faults: [{ code: 'not_watched' }],
    });
  });
});
