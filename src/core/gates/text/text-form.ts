import { countOf } from '../count-of.ts';
import { addFailure, newTally, type Tally } from '../report-result.ts';

/** How a runner that prints text closes a run. */
export interface TextForm {
  /**
   * A line that every run begins with, once, and that it prints only where it also closes: what
   * stands between is the run's, and a run that began and never closed is a failure.
   */
  opening?: RegExp;
  /** It prints TAP, whose points are then counted already. */
  printsTap?: true;
  /** The line that closes a run. */
  closing: RegExp;
  /**
   * Counts the run that closes at a line of its part of the output: from the end of the run before
   * it to the beginning of the next one. null: that line closes nothing.
   */
  read(part: readonly string[], at: number): ClosedRun | null;
}

/** Counts and failing tests; text does not name every test. */
export type Counts = Omit<Tally, 'names'>;

export interface ClosedRun extends Counts {
  /** The last line of the part that says something about it. */
  until: number;
}

type Outcome = 'passed' | 'failed' | 'skipped';

const OUTCOMES: Readonly<Record<string, Outcome>> = Object.fromEntries([
  ...['passed', 'passing', 'pass', 'passes', 'succeeded', 'successful', 'xpassed', 'ok'].map(
    (word) => [word, 'passed'] as const,
  ),
  ...['success', 'successes'].map((word) => [word, 'passed'] as const),
  ...['failed', 'failing', 'fail', 'fails', 'failure', 'failures', 'error', 'errors'].map(
    (word) => [word, 'failed'] as const,
  ),
  ...['skipped', 'skip', 'skips', 'pending', 'pendings', 'todo', 'ignored', 'xfailed'].map(
    (word) => [word, 'skipped'] as const,
  ),
  ...['omissions', 'incomplete', 'excluded', 'disabled', 'aborted'].map(
    (word) => [word, 'skipped'] as const,
  ),
]);
const NUMBER_FIRST = /\b(\d{1,9}) (?:tests? |test suites? )?([a-z]+)\b/gi;
const WORD_FIRST = /\b([a-z]+): {0,20}(\d{1,9})\b/gi;

/** What a word of a closing line says of the tests that it counts; undefined: nothing. */
export function outcomeOf(word: string): Outcome | undefined {
  return OUTCOMES[word.toLowerCase()];
}

/** Counts of `3 passed, 1 failed`, in the words that runners use. */
export function countWords(line: string): Tally {
  return countPairs(line.matchAll(NUMBER_FIRST), ([, count, word]) => [word, count]);
}

/** Counts of `Passed: 3, Failed: 1`. */
export function countLabels(line: string): Tally {
  return countPairs(line.matchAll(WORD_FIRST), ([, word, count]) => [word, count]);
}

function countPairs(
  found: Iterable<RegExpExecArray>,
  pairOf: (match: RegExpExecArray) => [word: string | undefined, count: string | undefined],
): Tally {
  const tally = newTally();
  for (const match of found) {
    const [word, count] = pairOf(match);
    const outcome = outcomeOf(word ?? '');
    if (outcome !== undefined) tally[outcome] += countOf(count) ?? 0;
  }
  return tally;
}

/** Of a runner that prints a total: what neither failed nor was skipped passed. */
export function ofTotal(total: string | undefined, tally: Counts): Counts {
  const passed = (countOf(total) ?? 0) - tally.failed - tally.skipped;
  return { ...tally, passed: Math.max(0, passed) };
}

/** Adds what a line's groups `name` and `message` say to the failures of a run, uncounted. */
export function nameFailures(run: Counts, part: readonly string[], form: RegExp): Counts {
  const named = newTally();
  for (const line of part) {
    const { name, message = '' } = form.exec(line)?.groups ?? {};
    if (name !== undefined) addFailure(named, name, () => ({ message }));
  }
  return { ...run, failures: [...named.failures, ...run.failures] };
}

/** Lines above and below one that are of the same block. */
export function blockAround(
  part: readonly string[],
  at: number,
  isOfBlock: (line: string) => boolean,
): { lines: readonly string[]; until: number } {
  let start = at;
  let until = at;
  while (start > 0 && isOfBlock(part[start - 1] ?? '')) start -= 1;
  while (until + 1 < part.length && isOfBlock(part[until + 1] ?? '')) until += 1;
  return { lines: part.slice(start, until + 1), until };
}
