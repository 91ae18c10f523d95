import { expect, test } from 'vitest';
import { isMeasuredBy, KPIS, kpiOfStep, whyNotMeasured, type KpiName } from './kpis.ts';
import { DEFAULT_LANES, type LaneGate, type LaneName } from './lanes.ts';
import { STEPS } from './payload.ts';

test('every step measures a KPI of its own', () => {
  const names = STEPS.map(kpiOfStep);
  expect(names).toEqual(['test_pass_rate', 'linter_pass', 'build_success']);
});

test('what measures a KPI is asked for it alone', () => {
  const names = Object.keys(KPIS) as KpiName[];
  expect(names.filter((name) => isMeasuredBy(name, 'text'))).toEqual(['BLEU', 'readability']);
  expect(names.filter((name) => isMeasuredBy(name, 'index'))).toEqual([
    'edge_count_delta',
    'index_freshness',
  ]);
});

test('no lane requires what only some of its cards can measure, and the reason names what they lack', () => {
  const gates = DEFAULT_LANES.flatMap((lane) => lane.gates);
  const unmeasured = gates.filter(({ kpi }) => whyNotMeasured(kpi) !== null);
  expect(unmeasured.map(({ kpi }) => kpi)).toEqual([
    'schema_diff',
    'migration_success',
    'row_count_delta',
  ]);
  expect(unmeasured.filter(({ required }) => required)).toEqual([]);
  for (const { kpi } of unmeasured)
    expect(whyNotMeasured(kpi)).toMatch(/`migration` and `database`/);
  expect(whyNotMeasured('BLEU')).toBeNull();
});

test('a misspelt KPI or lane, or a rule that cannot judge its KPI, does not compile', () => {
  const compiled: unknown[] = [
    'BLEU' satisfies KpiName,
    // @ts-expect-error: no such KPI
    'bleu' satisfies KpiName,
    // @ts-expect-error: no such lane
    'Code-Imp' satisfies LaneName,
    // @ts-expect-error: a flag has no threshold to reach
    { kpi: 'linter_pass', rule: 'at_least', threshold: 1, required: true } satisfies LaneGate,
    // @ts-expect-error: no such KPI in a gate
    { kpi: 'lint_pass', rule: 'is_true', threshold: true, required: true } satisfies LaneGate,
  ];
  expect(compiled).toHaveLength(5);
  expect(Object.keys(KPIS)).toHaveLength(10);
});
