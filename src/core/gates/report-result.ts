import type { ReportFormat } from '#shared/evidence.ts';
import type { TestReport } from './types.ts';

/** A report that was read, or one sentence that says why it could not be. */
export type ReportResult = { ok: true; report: TestReport } | { ok: false; reason: string };

const MAX_NAMES = 50;
const MAX_NAME_LENGTH = 300;

/** Gathers outcomes while a report is read, so that executed = passed + failed by construction. */
export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  failedNames: string[];
}

/** An empty tally. */
export function newTally(): Tally {
  return { passed: 0, failed: 0, skipped: 0, failedNames: [] };
}

/** Counts a failure; keeps the first 50 names, each cut at 300 characters. */
export function addFailure(tally: Tally, name: string, count = 1): void {
  tally.failed += count;
  if (tally.failedNames.length >= MAX_NAMES) return;
  const clean = name.trim().slice(0, MAX_NAME_LENGTH);
  if (clean !== '' && !tally.failedNames.includes(clean)) tally.failedNames.push(clean);
}

/** The report of a tally. */
export function reportOf(format: ReportFormat, tally: Tally): ReportResult {
  const { passed, failed, skipped, failedNames } = tally;
  return {
    ok: true,
    report: { format, executed: passed + failed, passed, failed, skipped, failedNames },
  };
}

/** A refusal with its reason, cut at 300 characters: parsers quote hostile input. */
export function unreadable(reason: string): ReportResult {
  return { ok: false, reason: reason.slice(0, MAX_NAME_LENGTH) };
}
