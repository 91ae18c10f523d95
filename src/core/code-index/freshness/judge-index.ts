import { assertNever } from '#shared/assert.ts';
import type { SkipReason } from '#shared/messages/code-index.ts';
import { countOf, wordFor } from '#shared/present/format-count.ts';
import { formatDuration } from '#shared/present/format-duration.ts';
import { formatPercent } from '#shared/present/format-percent.ts';
import type { FoundFault } from './reconcile-alerts.ts';

/**
 * How changes become known: by the system's notices, by comparing now and then, or not at all yet.
 */
export type Watching =
  | { by: 'notices' }
  | { by: 'looking'; why: string }
  | { by: 'starting' }
  | { by: 'nothing' };

/** What the Vector Manager looks at in one repository. Times are epoch ms. */
export interface IndexFacts {
  state: 'empty' | 'building' | 'ready' | 'resting' | 'failed';
  /** A round runs or is about to. */
  isBusy: boolean;
  staleSinceMs: number | null;
  coverage: number | null;
  /** Files that count as missing in the coverage, by reason. */
  uncovered: readonly { reason: SkipReason; files: number }[];
  /** A full refresh was made for the coverage's sake since it was last good. */
  wasReadAgain: boolean;
  /**
   * Files found different at the last check and at the one before it. Whoever checks has them read
   * again.
   */
  drift: { now: number; before: number };
  failures: { inRow: number; lastMs: number; sentence: string } | null;
  watching: Watching;
  lastLookMs: number | null;
  lastSampleMs: number | null;
  lastFullCheckMs: number | null;
  /** When somebody asked last, or something changed. */
  lastUsedMs: number;
  /** Passages are being given their vectors. */
  isFilling: boolean;
}

export interface Verdict {
  /** `changes`: take what is known. `look`: compare the tree. `full`: read everything again. */
  repair: 'none' | 'changes' | 'look' | 'full';
  check: 'none' | 'sample' | 'all';
  /** Nobody needs what it keeps in memory. */
  mayRest: boolean;
  faults: FoundFault[];
}

/**
 * Longer than a person or an agent at work is usually silent: the first save after a rest waits
 * until the solver is filled again.
 */
export const REST_AFTER_MS = 300_000;

const IDLE_STALE_MS = 5000;
const MAX_STALE_MS = 120_000;
/** Below this share of the indexable files the index counts as incomplete. */
export const MIN_COVERAGE = 0.98;
const LOOK_EVERY_MS = 30_000;
const SAMPLE_EVERY_MS = 120_000;
const CHECK_ALL_EVERY_MS = 3_600_000;
const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 60_000;
const FAILURES_FOR_ALERT = 3;

/** What is wrong with an index, what to do about it now, and whether to check its files. */
export function judgeIndex(facts: IndexFacts, nowMs: number, restAfterMs = REST_AFTER_MS): Verdict {
  const faults = [
    ...judgeAge(facts, nowMs),
    ...judgeCoverage(facts),
    ...judgeDrift(facts),
    ...judgeFailures(facts),
    ...judgeWatching(facts.watching),
  ];
  const nothing = { repair: 'none', check: 'none', mayRest: false, faults } as const;
  if (facts.isBusy || facts.state === 'resting') return nothing;
  if (isLeftAlone(facts) && nowMs - facts.lastUsedMs >= restAfterMs)
    return { ...nothing, mayRest: true };
  const repair = chooseRepair(facts, nowMs);
  return { ...nothing, repair, check: repair === 'none' ? chooseCheck(facts, nowMs) : 'none' };
}

/**
 * When a round that failed so many times in a row may be tried again, ms after the last failure.
 */
export function retryAfterMs(failuresInRow: number): number {
  return Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.max(0, failuresInRow - 1));
}

/** Whether it holds all changes, and nothing is under way or to be mended. */
function isLeftAlone(facts: IndexFacts): boolean {
  const { state, staleSinceMs, failures, isFilling, watching } = facts;
  return (
    state === 'ready' &&
    staleSinceMs === null &&
    failures === null &&
    watching.by !== 'starting' &&
    !isFilling &&
    !needsFull(facts)
  );
}

function chooseRepair(facts: IndexFacts, nowMs: number): Verdict['repair'] {
  const { failures, watching } = facts;
  if (failures !== null)
    return nowMs - failures.lastMs >= retryAfterMs(failures.inRow) ? 'look' : 'none';
  if (facts.state === 'empty') return 'look';
  if (needsFull(facts)) return 'full';
  if (facts.staleSinceMs !== null && nowMs - facts.staleSinceMs >= IDLE_STALE_MS)
    return nowMs - facts.staleSinceMs >= MAX_STALE_MS ? 'look' : 'changes';
  const isDue = nowMs - (facts.lastLookMs ?? Number.NEGATIVE_INFINITY) >= LOOK_EVERY_MS;
  return watching.by === 'looking' && isDue ? 'look' : 'none';
}

function needsFull(facts: IndexFacts): boolean {
  return facts.coverage !== null && facts.coverage < MIN_COVERAGE && !facts.wasReadAgain;
}

function chooseCheck(facts: IndexFacts, nowMs: number): Verdict['check'] {
  if (facts.state !== 'ready') return 'none';
  const since = (atMs: number | null): number => nowMs - (atMs ?? Number.NEGATIVE_INFINITY);
  if (since(facts.lastFullCheckMs) >= CHECK_ALL_EVERY_MS) return 'all';
  return since(facts.lastSampleMs) >= SAMPLE_EVERY_MS ? 'sample' : 'none';
}

function judgeAge({ staleSinceMs, state }: IndexFacts, nowMs: number): FoundFault[] {
  if (staleSinceMs === null || state === 'building' || nowMs - staleSinceMs < MAX_STALE_MS)
    return [];
  return [
    {
      code: 'stale',
      sentence: `The index has been behind the work tree for ${formatDuration(nowMs - staleSinceMs)}; \`vp rag refresh\` brings it up to date.`,
    },
  ];
}

function judgeCoverage(facts: IndexFacts): FoundFault[] {
  const { coverage } = facts;
  if (coverage === null || coverage >= MIN_COVERAGE || !facts.wasReadAgain) return [];
  const worst = facts.uncovered.toSorted((a, b) => b.files - a.files)[0];
  const why =
    worst === undefined
      ? ''
      : ` Most of the missing files are ${inWords(worst.reason)} (${worst.files}).`;
  return [
    {
      code: 'coverage',
      sentence: `Only ${formatPercent(coverage)} of the files that can be indexed are; 98 % are wanted.${why}`,
    },
  ];
}

function judgeDrift({ drift }: IndexFacts): FoundFault[] {
  if (drift.now === 0 || drift.before === 0) return [];
  return [
    {
      code: 'drift',
      sentence: `${countOf(drift.now, 'file')} ${wordFor(drift.now, 'has', 'have')} changed again without a notice from the system; on a network folder the watcher misses changes, so refresh by \`vp rag refresh\` or a git hook (\`vp hooks install\`).`,
    },
  ];
}

function judgeFailures({ failures }: IndexFacts): FoundFault[] {
  if (failures === null || failures.inRow < FAILURES_FOR_ALERT) return [];
  return [
    {
      code: 'refresh_failed',
      sentence: `The index could not be brought up to date ${failures.inRow} times in a row: ${failures.sentence}`,
    },
  ];
}

function judgeWatching(watching: Watching): FoundFault[] {
  if (watching.by !== 'looking') return [];
  return [{ code: 'not_watched', sentence: watching.why }];
}

function inWords(reason: SkipReason): string {
  switch (reason) {
    case 'unreadable':
      return 'not readable';
    case 'parser_failed':
      return 'ones the parser failed on';
    case 'too_large':
      return 'too large';
    case 'long_line':
      return 'ones with a line too long';
    case 'not_a_file':
      return 'no plain files';
    case 'secret':
      return 'ones that keep secrets';
    case 'ignored':
    case 'binary':
    case 'generated':
    case 'vendored':
      return reason;
    default:
      return assertNever(reason);
  }
}
