import { describe, expect, test } from 'vitest';
import type { ReportFormat } from '#shared/evidence.ts';
import { parseReport } from './parse-report.ts';
import type { TestReport } from './types.ts';

function read(format: ReportFormat, text: string): TestReport {
  const input = format === 'junit' ? { report: text, stdout: '' } : { report: null, stdout: text };
  const result = parseReport(format, { ...input, exitCode: 1 });
  if (!result.ok) throw new Error(result.reason);
  return result.report;
}

const counts = ({ passed, failed, skipped }: TestReport): number[] => [passed, failed, skipped];

describe('subtests of go test', () => {
  const event = (Action: string, Test?: string, Package = 'ex.com/m/p'): string =>
    JSON.stringify({ Action, Package, Test });

  const parts = (tests: readonly string[]): TestReport =>
    read(
      'go_test',
      tests.map((line) => event(line.split(' ')[0] ?? '', line.split(' ')[1])).join('\n'),
    );
  test.each([
    [
      'two',
      ['pass TestR/get/users', 'fail TestR/get/items', 'pass TestR/home', 'fail TestR'],
      [2, 1],
    ],
    ['a path', ['pass TestR//a/b/c', 'pass TestR'], [1, 0]],
    [
      'subtests of subtests',
      ['fail TestR/a/b/c', 'pass TestR/a/b/d', 'fail TestR/a', 'fail TestR'],
      [1, 1],
    ],
    ['a parent that fails by itself', ['pass TestR/a/b', 'fail TestR'], [1, 1]],
    ['a name that another begins with', ['pass TestR/a', 'fail TestRoutes', 'pass TestR'], [1, 1]],
  ])('REPORT-17 a subtest’s name may hold slashes: %s', (_name, tests, [passed, failed]) => {
    expect(parts(tests)).toMatchObject({ passed, failed });
  });

  test('REPORT-11 a failing test keeps what it printed', () => {
    const said = (Output: string): string =>
      JSON.stringify({ Action: 'output', Package: 'p', Test: 'TestA', Output });
    const lines = [
      said('=== RUN   TestA\n'),
      said('    a_test.go:11: 404\n'),
      event('fail', 'TestA', 'p'),
    ];
    expect(read('go_test', lines.join('\n')).failures).toEqual([
      {
        id: 'p.TestA',
        message: '404',
        file: 'a_test.go',
        line: 11,
        trace: 'a_test.go:11: 404',
        output: '    a_test.go:11: 404',
      },
    ]);
  });
});

describe('REPORT-18 a failing test that is to be done', () => {
  const junit = (inner: string): TestReport =>
    read(
      'junit',
      `<testsuite failures="1"><testcase name="ok"/><testcase name="gap">${inner}</testcase></testsuite>`,
    );
  test.each([
    [
      'node:test',
      '<skipped type="todo" message="true"/><failure type="testCodeFailure" message="x"/>',
    ],
    ['in the other order', '<failure message="x"/><skipped type="todo"/>'],
    ['with two failures', '<skipped type="todo"/><failure/><error/>'],
  ])('is not executed: %s', (_name, inner) => {
    expect(counts(junit(inner))).toEqual([1, 0, 1]);
  });
  test('any other skip does not hide a failure', () => {
    expect(counts(junit('<skipped type="pytest.skip"/><error message="teardown"/>'))).toEqual([
      1, 1, 0,
    ]);
  });
  test('in TAP', () => {
    expect(counts(read('tap', 'ok 1\nnot ok 2 - gap # TODO later\n1..2'))).toEqual([1, 0, 1]);
  });
});

test('REPORT-17 pytest 9 lists each failing subtest in the JUnit case of its test', () => {
  const text = `<testsuites><testsuite failures="3" tests="5"><testcase name="a"/><testcase classname="T" name="c"><failure message="0 != -1"/><failure message="1 != -1"/><failure message="contains"/></testcase></testsuite></testsuites>`;
  expect(counts(read('junit', text))).toEqual([1, 1, 0]);
  expect(read('junit', text).failures).toEqual([{ id: 'T.c', message: '0 != -1' }]);
});
