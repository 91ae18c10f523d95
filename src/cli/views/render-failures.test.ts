import picocolors from 'picocolors';
import { expect, it } from 'vitest';
import type { ExplainedGate } from '#shared/contract/pas/outcome.ts';
import { renderFailures } from './render-failures.ts';

const terminal = {
  colors: picocolors.createColors(false),
  width: 80,
  rows: 24,
  isInteractive: false,
};

const gate: ExplainedGate = {
  kpi_name: 'test_pass_rate',
  task_id: null,
  state: 'fail',
  rule: '1 of 12 fails; none may',
  tests: [
    {
      id: 'test/add.test.js::adds',
      message: 'Expected values to be strictly equal',
      expected: '5',
      got: '-1',
      file: 'test/add.test.js',
      line: 4,
      frame: { line: 3, lines: ['// adds', "test('adds', () => equal(add(2, 3), 5));"] },
      trace: null,
      output: 'it said this\n',
      by_hand: "cd /w && node --test '--test-name-pattern=^adds$' test/add.test.js",
    },
  ],
  failed: 2,
  findings: [],
  by_hand: 'cd /w && npm test',
};

it('prints name, message, expected and got, file:line, code frame, output and a command', () => {
  expect(renderFailures([gate], terminal).join('\n')).toBe(`test_pass_rate  1 of 12 fails; none may

  ✗ test/add.test.js::adds
    test/add.test.js:4
    Expected values to be strictly equal
      expected  5
      got       -1

      3 │ // adds
    > 4 │ test('adds', () => equal(add(2, 3), 5));

    it printed
      it said this
    by hand  cd /w && node --test '--test-name-pattern=^adds$' test/add.test.js

  and 1 more test

all of it by hand  cd /w && npm test
`);
});

it('prints findings of linters and builds as one row each, with file and line', () => {
  const finding = { file: 'src/a.ts', line: 12, column: 5, message: 'error TS2322', frame: null };
  const lint = { ...gate, kpi_name: 'build_success', rule: 'exit code 2; must be 0', tests: [] };
  const lines = renderFailures([{ ...lint, failed: null, findings: [finding] }], terminal);
  expect(lines).toContain('  src/a.ts:12:5  error TS2322');
});
