import { expect, it } from 'vitest';
import type { Evidence } from '../evidence.ts';
import { againstBaseText } from './against-base-text.ts';

const evidence: Evidence = {
  command: ['npm', 'test'],
  exit_code: 1,
  duration_ms: 1,
  tests_executed: 3,
  tests_failed: ['a', 'old'],
  report_format: 'junit',
  tree_hash: 't',
  reason: null,
  output_tail: '',
};

it('“a result says `new`, `already failing`, `fixed`, `flaky`” and what needs its environment', () => {
  expect(againstBaseText(evidence)).toEqual([]);
  const said = againstBaseText({
    ...evidence,
    flaky: ['odd'],
    needs_environment: [{ test: 'db', place: '127.0.0.1:5432' }],
    against_base: {
      tests_executed: 1200,
      tests_failed: 2,
      newly_failing: ['a'],
      already_failing: ['old', 'b', 'c', 'd', 'e', 'f'],
      fixed: ['mended'],
      missing: [],
      newly_skipped: [],
      runner_files: ['package.json'],
      changed_tests: [],
      reaches: [],
      by_base: 'fail',
    },
  });
  expect(said).toEqual([
    ['flaky', 'odd'],
    ['needs environment', 'db (127.0.0.1:5432)'],
    ['new', 'a'],
    ['how tests are run', 'package.json'],
    ['already failing', 'old, b, c, d, e and 1 more'],
    ['fixed', 'mended'],
    ['before the run', '1,200 tests executed, 2 failed'],
  ]);
});
