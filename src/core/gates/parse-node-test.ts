import { parseJunit } from './parse-junit.ts';
import { parseTap } from './parse-tap.ts';
import { plainLines } from './plain-lines.ts';
import { reportOf, unreadable, type ReportResult } from './report-result.ts';
import { NODE_TEST } from './text/javascript-forms.ts';
import { readRuns } from './text/read-runs.ts';

/**
 * Reads what node:test wrote with its junit, tap or spec reporter; the closing `tests N` block is
 * preferred over counting.
 */
export function parseNodeTest(text: string): ReportResult {
  const trimmed = text.trimStart();
  if (trimmed.startsWith('<')) return asNodeTest(parseJunit(trimmed));
  const { tally, runs } = readRuns(plainLines(text), [NODE_TEST]);
  if (runs > 0) return reportOf('node_test', tally);
  const tap = parseTap(text);
  return tap.ok ? asNodeTest(tap) : unreadable('the output holds no node:test report or summary');
}

function asNodeTest(result: ReportResult): ReportResult {
  return result.ok ? { ok: true, report: { ...result.report, format: 'node_test' } } : result;
}
