// Counts out of the JSON reports of the two test runners.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../setup/checkout.mjs';

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

/**
 * Counts of a vitest run. A file that could not be collected is one failure; no test at all is one.
 */
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

/** The test files of a vitest run that took longest, as one line. */
export function slowestFiles(file) {
  const took = JSON.parse(readFileSync(file, 'utf8')).testResults.map((result) => ({
    name: path.relative(root, result.name),
    ms: result.endTime - result.startTime,
  }));
  return took
    .toSorted((a, b) => b.ms - a.ms)
    .slice(0, 10)
    .map(({ name, ms }) => `${name} ${(ms / 1000).toFixed(0)} s`)
    .join(', ');
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
