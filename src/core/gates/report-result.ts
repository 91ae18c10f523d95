import type { FailedTest, ReportFormat } from '#shared/evidence.ts';
import type { TestNames, TestReport } from './types.ts';

/** A report that was read, or one sentence that says why it could not be. */
export type ReportResult = { ok: true; report: TestReport } | { ok: false; reason: string };

/** What is known of a failing test beside its name. */
export type FailureDetails = Partial<Omit<FailedTest, 'id'>>;

const MAX_FAILURES = 50;
const MAX_NAME_LENGTH = 300;
/** Characters that each part of a failure may have. */
const MAX_LENGTHS = {
  message: 2_000,
  expected: 1_000,
  got: 1_000,
  file: 500,
  trace: 4_000,
  output: 4_000,
} as const;
/** Names that are kept to compare runs by. */
const MAX_NAMES = 20_000;
/** Characters of all traces and outputs: every status of a run carries them. */
const MAX_TEXT = 60_000;

/** Gathers outcomes while a report is read, so that executed = passed + failed by construction. */
export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  uncollected?: number;
  failures: FailedTest[];
  names: TestNames;
}

/** An empty tally. */
export function newTally(): Tally {
  const names = { passed: [], failed: [], skipped: [] };
  return { passed: 0, failed: 0, skipped: 0, failures: [], names };
}

/** Counts a test that passed or was not executed. */
export function addTest(tally: Tally, outcome: 'passed' | 'skipped', name: string): void {
  tally[outcome] += 1;
  addName(tally, outcome, name);
}

function addName({ names }: Tally, outcome: keyof TestNames, name: string): string {
  const id = name.trim().slice(0, MAX_NAME_LENGTH);
  if (names[outcome].length <= MAX_NAMES) names[outcome].push(id);
  return id;
}

/**
 * Counts a failure; keeps the first 50, each name once and every part cut, and answers what it
 * kept. `details` are asked for only then.
 */
export function addFailure(
  tally: Tally,
  name: string,
  details: () => FailureDetails = () => ({}),
): FailedTest | null {
  tally.failed += 1;
  const id = addName(tally, 'failed', name);
  if (id === '' || tally.failures.length >= MAX_FAILURES) return null;
  if (tally.failures.some((known) => known.id === id)) return null;
  const failure: FailedTest = { id, message: '' };
  describeFailure(failure, details());
  tally.failures.push(failure);
  return failure;
}

/** Counts failures that have one name together. */
export function addFailures(tally: Tally, name: string, count: number): void {
  if (count <= 0) return;
  addFailure(tally, name);
  tally.failed += count - 1;
}

/** Says more about a failure that was kept. */
export function describeFailure(
  failure: FailedTest,
  { message = '', line, ...texts }: FailureDetails,
): void {
  failure.message = message.trim().slice(0, MAX_LENGTHS.message);
  for (const key of ['expected', 'got', 'file', 'trace', 'output'] as const) {
    const text = (texts[key] ?? '').trimEnd();
    if (text !== '') failure[key] = cut(text, MAX_LENGTHS[key]);
  }
  if (line !== undefined && line > 0) failure.line = line;
}

/** The beginning of a text, and its end, which says as much. */
function cut(text: string, length: number): string {
  const half = Math.floor(length / 2) - 1;
  return text.length <= length ? text : `${text.slice(0, half)}\n…${text.slice(-half)}`;
}

/** The report of a tally. */
export function reportOf(format: ReportFormat, tally: Tally): ReportResult {
  const { passed, failed, skipped, uncollected, names } = tally;
  const failures = withinLength(tally.failures);
  const files = uncollected === undefined ? {} : { uncollected };
  const counts = { executed: passed + failed, passed, failed, skipped, ...files };
  const report = { format, ...counts, failures };
  return { ok: true, report: listsAll(tally) ? { ...report, names } : report };
}

/** A runner's counts without names cannot be compared by name, nor more than are kept. */
function listsAll({ passed, failed, skipped, names }: Tally): boolean {
  return (
    passed + failed > 0 &&
    names.passed.length === passed &&
    names.failed.length === failed &&
    names.skipped.length === skipped &&
    passed + failed + skipped <= MAX_NAMES
  );
}

/** Failures whose traces and outputs have a length together; the later ones keep what is short. */
function withinLength(failures: readonly FailedTest[]): FailedTest[] {
  let left = MAX_TEXT;
  return failures.map((failure) => {
    const { trace, output, ...short } = failure;
    left -= (trace?.length ?? 0) + (output?.length ?? 0);
    return left >= 0 ? failure : short;
  });
}

/** A refusal with its reason, cut at 300 characters: parsers quote hostile input. */
export function unreadable(reason: string): ReportResult {
  return { ok: false, reason: reason.slice(0, MAX_NAME_LENGTH) };
}
