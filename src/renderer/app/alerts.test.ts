import { describe, expect, it } from 'vitest';
import { sampleRun } from '../testing/samples.ts';
import { alertsOf } from './alerts.ts';

const well = {
  status: 'ok' as const,
  service: 'pas' as const,
  version: '0.1.0',
  mode: 'real' as const,
  active_runs: 0,
  total_tasks: 0,
  total_receipts: 0,
  store: { status: 'ok' as const, path: '/data', schema_version: 1, detail: null },
  workers: { status: 'ok' as const, threads: 2, running: 0 },
  sandbox: { driver: 'bubblewrap', status: 'ok' as const, detail: 'self-test passed', answers: [] },
  started_at: '2026-11-22T09:00:00Z',
};

describe('alertsOf', () => {
  it('shows what an index cannot repair, and leads to its health', () => {
    const stale = { repo: '/r', code: 'coverage', sentence: 'Coverage is 90 %.' };
    const [alert] = alertsOf(well, [], 0, [stale]);
    expect(alert).toMatchObject({
      detail: 'Coverage is 90 %.',
      to: { view: 'health', repo: '/r' },
    });
  });

  it('is quiet when all is well, also before the first answer', () => {
    expect(alertsOf(well, [sampleRun()], 0)).toEqual([]);
    expect(alertsOf(undefined, [], 0)).toEqual([]);
  });

  it('puts a broken ledger before approvals and reviews', () => {
    const store = { ...well.store, status: 'error' as const, detail: 'disk full' };
    const review = sampleRun({ status: 'needs_review', reason: '1 test fails' });
    const alerts = alertsOf({ ...well, store }, [review], 2);
    expect(alerts.map((alert) => alert.id)).toEqual(['store', 'approvals', 'run-r1']);
    expect(alerts.map((alert) => alert.detail)).toContain('disk full');
    expect(alerts[1]?.title).toBe('2 approvals wait for you');
  });

  it('says that commands run without a sandbox', () => {
    const sandbox = { ...well.sandbox, status: 'allowed_without' as const };
    expect(alertsOf({ ...well, sandbox }, [], 0)[0]?.title).toBe('Commands run without a sandbox');
  });
});
