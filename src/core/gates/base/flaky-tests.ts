import type { Judgement } from '../judge-gate.ts';

/** The tests that failed in one measurement of a tree. */
export interface FailedOnTree {
  executed: number | null;
  failed: readonly string[];
}

/** Tests that failed in one of two measurements of the same tree and setting, and not in both. */
export function flakyTests(earlier: FailedOnTree, own: FailedOnTree): string[] {
  if ((earlier.executed ?? 0) === 0 || (own.executed ?? 0) === 0) return [];
  const [before, now] = [new Set(earlier.failed), new Set(own.failed)];
  return [
    ...earlier.failed.filter((name) => !now.has(name)),
    ...own.failed.filter((name) => !before.has(name)),
  ];
}

const NAMED = 5;

/** A repeat never turns red into green by itself: who sees both results decides. */
export function withFlaky(judgement: Judgement, flaky: readonly string[]): Judgement {
  if (flaky.length === 0) return judgement;
  const names = flaky.slice(0, NAMED).join(', ');
  const said = `on the same tree, command and installed tools the result differs: ${names} (flaky)`;
  if (judgement.state !== 'pass')
    return { ...judgement, reason: [judgement.reason, said].filter(Boolean).join('; ') };
  return { state: 'unverified', value: judgement.value, reason: `It is green now, but ${said}` };
}
