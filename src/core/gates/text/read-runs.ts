import { addFailures, newTally, type Tally } from '../report-result.ts';
import type { TestReport } from '../types.ts';
import type { Counts, TextForm } from './text-form.ts';

/** What a text says of the runs of known runners in it. */
export interface TextRuns {
  /** Of all runs together; a run that began and never closed is a failure. */
  tally: Tally;
  /** How many there are. */
  runs: number;
  /** Lines that are of none. */
  rest: string[];
  /**
   * The same, and what stands before the closing line of a run that has no first line, where that
   * cannot be TAP of its own.
   */
  outside: string[];
}

/** A run's closing line; its first line where its runner prints one. */
interface Span {
  form: TextForm;
  begin: number | null;
  at: number;
}

/** A run that has begun, and what closed within it. */
interface Opened {
  form: TextForm;
  at: number;
  inside: Span[];
}

/** Lines that can neither open nor close a run are not looked at further. */
const MAY_MATTER = /\d|test session starts|# Running:/;
/** A runner that says so has closed. */
const SAYS_NOTHING_RAN = /^\W*no tests? /i;

/**
 * Finds every run that closes in a text and adds them up. What closes between the first and the
 * last line of another run was printed by a test of that run, and is none.
 */
export function readRuns(lines: readonly string[], forms: readonly TextForm[]): TextRuns {
  const { spans, unclosed } = findSpans(lines, forms);
  const tally = newTally();
  const rest: string[] = [];
  const outside: string[] = [];
  let runs = unclosed;
  let next = 0;
  for (const [index, { form, begin, at }] of spans.entries()) {
    const following = spans[index + 1];
    const from = Math.max(next, begin ?? next);
    const part = lines.slice(from, following?.begin ?? following?.at ?? lines.length);
    const run = form.read(part, at - from);
    if (run === null) continue;
    runs += 1;
    addRun(tally, run);
    rest.push(...lines.slice(next, from));
    const isOutside = begin === null && form.printsTap !== true;
    outside.push(...lines.slice(next, isOutside ? at : from));
    next = from + run.until + 1;
  }
  rest.push(...lines.slice(next));
  outside.push(...lines.slice(next));
  addFailures(tally, '(a test run began and did not end)', unclosed);
  return { tally, runs, rest, outside };
}

/** Adds the counts and the failing tests of one run to those of all. */
export function addRun(tally: Tally, run: Counts & Pick<TestReport, 'names'>): void {
  const { passed, failed, skipped, failures, names } = run;
  tally.passed += passed;
  tally.failed += failed;
  tally.skipped += skipped;
  const known = new Set(tally.failures.map(({ id }) => id));
  tally.failures.push(...failures.filter(({ id }) => !known.has(id)));
  for (const outcome of ['passed', 'failed', 'skipped'] as const)
    for (const name of names?.[outcome] ?? []) tally.names[outcome].push(name);
}

function findSpans(
  lines: readonly string[],
  forms: readonly TextForm[],
): { spans: Span[]; unclosed: number } {
  const spans: Span[] = [];
  const open: Opened[] = [];
  for (const [at, line] of lines.entries()) {
    if (SAYS_NOTHING_RAN.test(line)) spans.push(...(open.pop()?.inside ?? []));
    if (!MAY_MATTER.test(line)) continue;
    const opens = forms.find(({ opening }) => opening?.test(line) === true);
    if (opens !== undefined) open.push({ form: opens, at, inside: [] });
    const closes = forms.find(({ closing }) => closing.test(line));
    if (closes !== undefined) close(spans, open, { form: closes, at });
  }
  spans.push(...open.flatMap(({ inside }) => inside));
  return { spans: spans.sort((a, b) => a.at - b.at), unclosed: open.length };
}

function close(spans: Span[], open: Opened[], { form, at }: Pick<Span, 'form' | 'at'>): void {
  const index = open.findLastIndex((one) => one.form === form);
  const begin = index === -1 ? null : (open[index]?.at ?? null);
  if (index !== -1) open.length = index;
  (open.at(-1)?.inside ?? spans).push({ form, begin, at });
}
