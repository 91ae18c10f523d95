import { describe, expect, it } from 'vitest';
import type { LaneGate } from '#shared/lanes.ts';
import { settleGates, type RecordedKpi } from './settle-gates.ts';

const gate: LaneGate = { kpi: 'test_pass_rate', rule: 'at_least', threshold: 0.9, required: true };

function measured(tree: string, over: Partial<RecordedKpi> = {}): RecordedKpi {
  const evidence = { tree_hash: tree, reason: `on ${tree}` };
  return { taskId: 't', name: gate.kpi, state: 'pass', source: 'measured', evidence, ...over };
}

function decided(kpis: readonly RecordedKpi[]) {
  return settleGates([gate], kpis).map(({ state, reason, required }) => ({
    state,
    reason,
    required,
  }));
}

describe('settleGates', () => {
  it('JUDGE-15 takes the newest measurement of a wanted gate', () => {
    const before = measured('old', { state: 'fail' });
    expect(decided([before, measured('new')])[0]).toEqual({
      state: 'pass',
      reason: 'on new',
      required: true,
    });
  });

  it('JUDGE-15 takes one that failed on the same tree before one that passed there', () => {
    const red = measured('tree', { state: 'fail' });
    expect(decided([red, measured('tree')])).toEqual([
      { state: 'fail', reason: 'on tree', required: true },
    ]);
    // Unknown trees are never the same one.
    expect(decided([measured('', { state: 'fail' }), measured('')])[0]?.state).toBe('pass');
  });

  it('JUDGE-15 a wanted gate that nothing measured is not measured; a report does not stand in for it', () => {
    expect(decided([measured('tree', { source: 'reported', evidence: null })])).toEqual([
      { state: 'not_measured', reason: 'nothing measured it', required: true },
    ]);
  });

  it('JUDGE-16 what clients reported joins in: never required, and a red one of a wanted gate too', () => {
    const report = measured('', { source: 'reported', evidence: null });
    const other = { ...report, name: 'BLEU' };
    const red = { ...report, state: 'fail' as const };
    expect(settleGates([gate], [measured('tree'), other, red, report]).slice(1)).toEqual([
      { kpi: 'BLEU', state: 'pass', required: false, taskId: 't', reason: null },
      { kpi: gate.kpi, state: 'fail', required: false, taskId: 't', reason: null },
    ]);
  });
});
