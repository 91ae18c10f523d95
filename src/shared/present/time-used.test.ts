import { expect, it } from 'vitest';
import { budgetOverrideText } from './override-text.ts';
import { timeUsed } from './time-used.ts';

const now = Date.parse('2026-05-04T10:00:00Z');
const run = { budget_duration_minutes: 30, worked_minutes: 12, time_up_at: null };

it('the time used of a cap stands with the run, and goes on with it up to the cap', () => {
  expect(timeUsed({ ...run, budget_duration_minutes: null }, now)).toBeNull();
  expect(timeUsed(run, now)).toEqual({ share: 0.4, text: '12 min 00 s of 30 min 00 s' });
  const time_up_at = '2026-05-04T10:15:00Z';
  expect(timeUsed({ ...run, time_up_at }, now)?.text).toBe('15 min 00 s of 30 min 00 s');
  const late = Date.parse('2026-05-04T11:00:00Z');
  expect(timeUsed({ ...run, time_up_at }, late)).toMatchObject({ share: 1 });
});

it('BUDGET-18 says which cap a person raised or let a run pass', () => {
  const by = { actor: 'ada', reason: 'worth it', at: '2026-05-04T10:00:00Z' };
  const none = { from_usd: null, to_usd: null, from_minutes: null, to_minutes: null };
  const text = (caps: Partial<typeof by & Record<keyof typeof none, number>>) =>
    budgetOverrideText({ ...by, ...none, ...caps });
  expect(text({ from_minutes: 30, to_minutes: 45 })).toBe(
    'raised from 30 min 00 s to 45 min 00 s by ada: worth it',
  );
  expect(text({ from_minutes: 30, to_minutes: 30 })).toBe(
    'gone on over its time, by ada: worth it',
  );
  expect(text({ from_usd: 1, to_usd: 1 })).toBe('gone on over its projection, by ada: worth it');
  expect(text({ from_usd: 1, to_usd: 2, from_minutes: 30, to_minutes: 45 })).toBe(
    'raised from $1.00 to $2.00, raised from 30 min 00 s to 45 min 00 s by ada: worth it',
  );
  expect(text({ from_usd: 1 })).toBe('lifted by ada: worth it');
});
