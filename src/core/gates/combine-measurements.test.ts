import { describe, expect, it } from 'vitest';
import type { LaneGate } from '#shared/lanes.ts';
import { combineMeasurements } from './combine-measurements.ts';
import { whyNotFetched } from './could-not-fetch.ts';
import { judgeGate, type Measurement } from './judge-gate.ts';
import { newTally, reportOf } from './report-result.ts';

const gate: LaneGate = { kpi: 'test_pass_rate', rule: 'at_least', threshold: 0.9, required: true };

function tests(passed: number, failed: number, exitCode: number | null = 0): Measurement {
  const result = reportOf('junit', { ...newTally(), passed, failed });
  if (!result.ok) throw new Error(result.reason);
  return { kind: 'tests', report: result.report, exitCode };
}
function uncounted(exitCode = 0): Measurement {
  const result = reportOf('exit_code', newTally());
  if (!result.ok) throw new Error(result.reason);
  return { kind: 'tests', report: result.report, exitCode };
}
const unread: Measurement = { kind: 'unverified', reason: 'no report' };

describe('JUDGE-19 several commands of one step decide together', () => {
  it.each([
    ['two green ones', [tests(1, 0), tests(2, 0)], 'pass', null],
    ['a red one among green', [tests(1, 0), tests(1, 1, 1), tests(1, 0)], 'fail', /1 of 4 tests/],
    ['one that ran nothing', [tests(1, 0), tests(0, 0)], 'unverified', /no test was executed/],
    ['one that ran nothing and failed', [tests(1, 0), tests(0, 0, 2)], 'fail', null],
    ['one that could not be read', [tests(1, 0), unread], 'unverified', /no report/],
    ['a red one and one that could not be read', [tests(0, 1, 1), unread], 'fail', /1 of 1/],
    [
      'one that only its exit code judges',
      [tests(1, 0), uncounted()],
      'unverified',
      /exit code only/,
    ],
    [
      'one that failed by its exit code',
      [tests(1, 0), { kind: 'exit', exitCode: 3 } as const],
      'fail',
      /exit code 3/,
    ],
    ['one that was ended', [tests(1, 0), tests(1, 0, null)], 'unverified', /did not end by itself/],
    [
      'two linters',
      [{ kind: 'exit', exitCode: 0 } as const, { kind: 'exit', exitCode: 1 } as const],
      'fail',
      null,
    ],
  ] as const)('%s', (_name, parts, state, reason) => {
    const judged = judgeGate(gate, combineMeasurements(parts));
    expect(judged.state).toBe(state);
    if (reason !== null) expect(judged.reason).toMatch(reason);
  });
});

describe('PLAN-18 what has to fetch first', () => {
  it.each([
    ['Gradle’s wrapper', 'java.net.UnknownHostException: services.gradle.org'],
    ['Maven’s wrapper', 'curl: (6) Could not resolve host: repo.maven.apache.org'],
    ['corepack', 'Error: getaddrinfo EAI_AGAIN registry.npmjs.org'],
    ['uv', '  hint: Packages were unavailable because the network was disabled.'],
    ['pip under tox', 'NewConnectionError: Temporary failure in name resolution'],
    ['go', 'dial tcp: lookup proxy.golang.org: Temporary failure in name resolution'],
  ])('%s names the one command to run', (_name, output) => {
    expect(whyNotFetched(output, './gradlew --version')).toContain('`./gradlew --version`');
    expect(whyNotFetched(output, undefined)).toBeNull();
  });

  it('a failure of another kind is one', () => {
    expect(whyNotFetched('AssertionError: 1 != 2', 'uv sync')).toBeNull();
  });
});
