import { plainLines } from './plain-lines.ts';
import { reportOf, unreadable, type ReportResult } from './report-result.ts';
import { CARGO } from './text/cargo-form.ts';
import { readRuns } from './text/read-runs.ts';

/**
 * Reads `cargo test`, summed over its binaries; a binary that began and never summed up counts as
 * one failure.
 */
export function parseCargo(text: string): ReportResult {
  const { tally, runs } = readRuns(plainLines(text), [CARGO]);
  if (runs === 0) return unreadable('the output holds no cargo test result');
  return reportOf('cargo', tally);
}
