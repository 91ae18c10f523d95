// Counts out of the JSON reports of the two test runners.
import { existsSync, readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

function read(file, tool, { code, output }) {
  if (!existsSync(file)) {
    throw new Error(`${tool} wrote no report and ended with code ${code}:\n${output}`);
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** A red exit code without a failed test (an unhandled rejection, say) still is one failure. */
function withExitCode(counts, { code, output }) {
  const failed = counts.failed === 0 && code !== 0 ? 1 : counts.failed;
  return { ...counts, failed, detail: failed > 0 ? output : '' };
}

function skipNote(count) {
  return count === 0 ? {} : { note: `${count} skipped` };
}

/** Counts of a vitest run. A file that could not be collected is one failure; no test at all is one. */
export function vitestCounts(file, ended) {
  const report = read(file, 'vitest', ended);
  const uncollected = report.testResults.filter(
    (result) => result.status === 'failed' && result.assertionResults.length === 0,
  ).length;
  const failed = report.numFailedTests + uncollected + (report.numTotalTests === 0 ? 1 : 0);
  return withExitCode(
    { passed: report.numPassedTests, failed, ...skipNote(report.numPendingTests) },
    ended,
  );
}

/**
 * Test files whose process died of a signal: the runtime crashed, no assertion failed. Each as its path and the signal.
 */
export function crashedFiles(output) {
  // The reporter colours its text.
  const plain = stripVTControlCharacters(output);
  const deaths = plain.matchAll(
    /exited unexpectedly with signal (SIG\w+).*?running test file (\S+)/g,
  );
  return [...deaths].map(([, signal, file]) => ({ file, signal }));
}

/** Passes and failures of a vitest report outside the named files; a file that could not be collected is one failure. */
export function countsOutside(file, names) {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const results = report.testResults.filter((result) => !names.includes(result.name));
  const tests = results.flatMap((result) => result.assertionResults);
  const uncollected = results.filter(
    (result) => result.status === 'failed' && result.assertionResults.length === 0,
  ).length;
  const count = (status) => tests.filter((test) => test.status === status).length;
  return { passed: count('passed'), failed: count('failed') + uncollected };
}

/** Counts of a Playwright run; a flaky test counts as failed. */
export function playwrightCounts(file, ended) {
  const { stats, errors } = read(file, 'playwright', ended);
  const failed = stats.unexpected + stats.flaky + (errors?.length ?? 0);
  const isEmpty = stats.expected + failed === 0;
  return withExitCode(
    { passed: stats.expected, failed: failed + (isEmpty ? 1 : 0), ...skipNote(stats.skipped) },
    ended,
  );
}
