import type { TestReport } from '../types.ts';

/** How a test run stands to one of the base: names as the reports have them, each once. */
export interface SuiteComparison {
  /** Failing tests that did not fail in the base. */
  newlyFailing: string[];
  /** Failing tests that failed in the base as well. */
  alreadyFailing: string[];
  /** Tests that failed in the base and pass. */
  fixed: string[];
  /** Tests that the base executed and this run did not: skipped, or not there any more. */
  newlySkipped: string[];
  missing: string[];
  /** Failing tests beyond those that are named. */
  unnamed: number;
}

/**
 * Compares two reports by the names of tests. Where one has no names, only failures can be told
 * apart.
 */
export function compareSuites(base: TestReport, own: TestReport): SuiteComparison {
  const failing = failingNames(own);
  const failedBefore = new Set(failingNames(base));
  const compared = {
    newlyFailing: failing.filter((name) => !failedBefore.has(name)),
    alreadyFailing: failing.filter((name) => failedBefore.has(name)),
    fixed: [] as string[],
    newlySkipped: [] as string[],
    missing: [] as string[],
    unnamed: own.failed - (own.names?.failed.length ?? own.failures.length),
  };
  if (own.names === undefined || base.names === undefined) return compared;
  const [passes, skips] = [new Set(own.names.passed), new Set(own.names.skipped)];
  const executed = new Set([...own.names.passed, ...own.names.failed]);
  const gone = once([...base.names.passed, ...base.names.failed]).filter((n) => !executed.has(n));
  return {
    ...compared,
    fixed: once(base.names.failed).filter((name) => passes.has(name) && !failing.includes(name)),
    newlySkipped: gone.filter((name) => skips.has(name)),
    missing: gone.filter((name) => !skips.has(name)),
  };
}

function failingNames({ names, failures }: TestReport): string[] {
  return once(names?.failed ?? failures.map(({ id }) => id));
}

function once(names: readonly string[]): string[] {
  return [...new Set(names)];
}
