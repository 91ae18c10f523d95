import type { Measurement } from '#core/gates/judge-gate.ts';
import { measureTests } from '#core/gates/measure-tests.ts';
import type { ReportInput } from '#core/gates/parse-report.ts';
import type { ReportFormat } from '#shared/evidence.ts';

/**
 * The piscina entry that reads what a test command left. Reports are written by strangers' tests,
 * so it has a thread and a heap of its own, and nothing else runs there.
 */
export default function read(work: { format: ReportFormat; input: ReportInput }): Measurement {
  return measureTests(work.format, work.input);
}
