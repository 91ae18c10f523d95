import type { StepCommand } from '../../gates/types.ts';

/** A command that is read by its output, with variables for what its script starts. */
export function withReportVariables(command: StepCommand, texts: readonly string[]): StepCommand {
  const env = reportVariables(texts);
  if (env === null) return command;
  const writes = Object.values(env).some((value) => value.includes('{report}'));
  return { ...command, env, reportFile: writes ? 'report' : null };
}

/**
 * Variables that make runners write a report where a script starts them. A script stays as it is:
 * what it gives its runner itself comes after these and wins.
 */
function reportVariables(texts: readonly string[]): Record<string, string> | null {
  const text = texts.join('\n');
  const isPython = /\b(?:pytest|py\.test|tox|nox|hatch)\b/.test(text);
  const variables = {
    // One file has room for one report.
    ...(isPython ? PYTEST : /\brspec\b/.test(text) ? RSPEC : {}),
    ...(asksGoForJson(text) ? { GOFLAGS: '-json' } : {}),
  };
  return Object.keys(variables).length === 0 ? null : variables;
}

/** Options of pytest that keep what a failed test printed, and where it stands. */
export const PYTEST_REPORT = [
  '--junitxml={report}',
  '-o',
  'junit_family=xunit1',
  '-o',
  'junit_logging=all',
  '-o',
  'junit_log_passing_tests=false',
] as const;

const PYTEST = { PYTEST_ADDOPTS: PYTEST_REPORT.join(' ') };
const RSPEC = { SPEC_OPTS: '--format progress --format json --out {report}' };

/**
 * Where `go test` is started by itself. Other commands of go would answer in JSON, too, and what
 * reads a pipe expects text.
 */
function asksGoForJson(text: string): boolean {
  if (!/\bgo test\b/.test(text) || /\bgo (?:list|env|build|run|vet|tool)\b/.test(text))
    return false;
  return !/\bgo test\b[^\n;&]*\|(?!\|)/.test(text);
}
