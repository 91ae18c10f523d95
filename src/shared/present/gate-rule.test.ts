import { expect, it } from 'vitest';
import type { Evidence } from '../evidence.ts';
import { gateRule, ruleSentence } from './gate-rule.ts';

const evidence: Evidence = {
  command: ['npm', 'test'],
  exit_code: 1,
  duration_ms: 1,
  tests_executed: 12,
  tests_failed: ['a'],
  report_format: 'tap',
  tree_hash: 't',
  reason: null,
  output_tail: '',
};
const tests = { kpi_name: 'test_pass_rate', state: 'fail', threshold: 0.9 } as const;

it('the rule that decided is the rule shown: “1 of 12 fails; none may”, not 0.917 of 0.9', () => {
  expect(ruleSentence({ ...tests, value: 11 / 12, evidence })).toBe('1 of 12 fails; none may');
  expect(ruleSentence({ ...tests, value: 10 / 12, evidence })).toBe('2 of 12 fail; none may');
  const passed = { ...tests, state: 'pass', value: 1, evidence: { ...evidence, exit_code: 0 } };
  expect(ruleSentence(passed as never)).toBe('12 of 12 pass; none may fail');
});

it('says the exit code where that decided', () => {
  expect(ruleSentence({ ...tests, value: 1, evidence })).toBe('all pass, exit code 1; must be 0');
  const lint = { kpi_name: 'linter_pass', state: 'fail', value: false, threshold: true } as const;
  const none = { ...evidence, tests_executed: null };
  expect(ruleSentence({ ...lint, evidence: none })).toBe('exit code 1; must be 0');
});

it('leaves every other gate its value and threshold', () => {
  const other = { kpi_name: 'readability', state: 'pass', value: 9.5, threshold: 12 } as const;
  expect(gateRule({ ...other, evidence: null })).toEqual({ measured: '9.5', wanted: '12' });
});
