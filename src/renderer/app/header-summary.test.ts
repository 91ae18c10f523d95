import { describe, expect, it } from 'vitest';
import { sampleRun } from '../testing/samples.ts';
import { summarizeRuns } from './header-summary.ts';

describe('summarizeRuns', () => {
  it('names an executing run before a newer paused one', () => {
    const runs = [
      sampleRun({ run_id: 'done', status: 'completed', created_at: '2026-11-22T12:00:00Z' }),
      sampleRun({ run_id: 'held', status: 'paused', created_at: '2026-11-22T11:00:00Z' }),
      sampleRun({ run_id: 'busy', created_at: '2026-11-22T10:00:00Z' }),
    ];
    expect(summarizeRuns(runs).lead?.run_id).toBe('busy');
    expect(summarizeRuns(runs).activeCount).toBe(2);
  });

  it('adds up spend and caps, and shows no whole when one run has no cap', () => {
    const capped = sampleRun({ spend_usd: 1, budget_usd: 5, runway_minutes: 40 });
    const other = sampleRun({ spend_usd: 2, budget_usd: 10, runway_minutes: 12 });
    expect(summarizeRuns([capped, other])).toMatchObject({
      spendUsd: 3,
      budgetUsd: 15,
      runwayMinutes: 12,
    });
    expect(summarizeRuns([capped, sampleRun()]).budgetUsd).toBeNull();
  });

  it('has nothing to say when nothing is active', () => {
    expect(summarizeRuns([sampleRun({ status: 'failed', spend_usd: 9 })])).toEqual({
      lead: null,
      activeCount: 0,
      spendUsd: 0,
      budgetUsd: null,
      runwayMinutes: null,
    });
  });
});
