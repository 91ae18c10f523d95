import type { FailedTest } from '#shared/evidence.ts';
import { countOf } from './count-of.ts';
import { parseJunit } from './parse-junit.ts';
import { parseTap } from './parse-tap.ts';
import { plainLines } from './plain-lines.ts';
import { addFailure, newTally, reportOf, unreadable } from './report-result.ts';
import type { ReportResult } from './report-result.ts';

const SUMMARY = /^(?:#|ℹ) (tests|pass|fail|cancelled|skipped|todo) (\d+)\s*$/;
const SPEC_FAILURE = /^\s*✖ (.+?)(?: \(\d[\d.]*ms\))?$/;

/**
 * Reads what node:test wrote with its junit, tap or spec reporter; the closing `tests N` block is
 * preferred over counting.
 */
export function parseNodeTest(text: string): ReportResult {
  const trimmed = text.trimStart();
  if (trimmed.startsWith('<')) return asNodeTest(parseJunit(trimmed));
  const lines = plainLines(text);
  const summary = readSummary(lines);
  const tap = parseTap(text);
  if (summary === null) {
    return tap.ok ? asNodeTest(tap) : unreadable('the output holds no node:test report or summary');
  }
  const tally = newTally();
  tally.passed = summary['pass'] ?? 0;
  tally.failed = (summary['fail'] ?? 0) + (summary['cancelled'] ?? 0);
  tally.skipped = (summary['skipped'] ?? 0) + (summary['todo'] ?? 0);
  tally.failures = tap.ok ? tap.report.failures : specFailures(lines);
  return reportOf('node_test', tally);
}

function readSummary(lines: readonly string[]): Record<string, number> | null {
  const counts: Record<string, number> = {};
  for (const line of lines) {
    const [, word, digits] = SUMMARY.exec(line) ?? [];
    if (word !== undefined) counts[word] = countOf(digits) ?? 0;
  }
  return 'pass' in counts && 'fail' in counts ? counts : null;
}

/** Names after "failing tests:", where the spec reporter lists leaves only. */
function specFailures(lines: readonly string[]): FailedTest[] {
  const names = newTally();
  const start = lines.findLastIndex((line) => line.includes('failing tests:'));
  if (start === -1) return [];
  for (const line of lines.slice(start + 1)) {
    const name = SPEC_FAILURE.exec(line)?.[1];
    if (name !== undefined) addFailure(names, name);
  }
  return names.failures;
}

function asNodeTest(result: ReportResult): ReportResult {
  return result.ok ? { ok: true, report: { ...result.report, format: 'node_test' } } : result;
}
