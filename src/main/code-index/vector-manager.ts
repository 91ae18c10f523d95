import type { Clock } from '#core/ports.ts';
import { isGap } from '#core/code-index/scan/skipped-paths.ts';
import {
  MIN_COVERAGE,
  judgeIndex,
  retryAfterMs,
  type IndexFacts,
  type Verdict,
} from '#core/code-index/freshness/judge-index.ts';
import { reconcileAlerts } from '#core/code-index/freshness/reconcile-alerts.ts';
import type { RepositoryIndex } from './repository-index.ts';

const EVERY_MS = 30_000;
const SAMPLE_FILES = 64;

interface Times {
  clock: Clock;
  /** How long an index is left alone before it rests. */
  restAfterMs: number;
}

/**
 * Looks after the indexes: refreshes what is behind, checks what may have drifted, lets those rest
 * that are left alone, and says what it cannot mend.
 */
export class VectorManager {
  readonly #times: Times;
  readonly #indexes: () => Iterable<RepositoryIndex>;
  readonly #retries = new Map<RepositoryIndex, NodeJS.Timeout>();
  readonly #checking = new Set<RepositoryIndex>();
  readonly #timer: NodeJS.Timeout;

  constructor(times: Times, indexes: () => Iterable<RepositoryIndex>) {
    this.#times = times;
    this.#indexes = indexes;
    this.#timer = setInterval(() => this.lookAtAll(), EVERY_MS);
    this.#timer.unref();
  }

  lookAtAll(): void {
    for (const index of this.#indexes()) this.lookAt(index);
  }

  /**
   * Judges one index and does what follows. Called on schedule and after what may have changed the
   * verdict.
   */
  lookAt(index: RepositoryIndex): void {
    const nowMs = this.#times.clock.nowMs();
    const verdict = judgeIndex(factsOf(index), nowMs, this.#times.restAfterMs);
    index.setAlerts(reconcileAlerts(index.state().alerts, verdict.faults, nowMs));
    if ((index.state().coverage ?? 0) >= MIN_COVERAGE) index.checks.wasReadAgain = false;
    repair(index, verdict.repair);
    this.#check(index, verdict.check);
    if (verdict.mayRest) index.rest();
    this.#planRetry(index);
  }

  stop(): void {
    clearInterval(this.#timer);
    for (const timer of this.#retries.values()) clearTimeout(timer);
  }

  #check(index: RepositoryIndex, check: Verdict['check']): void {
    if (check === 'none' || this.#checking.has(index)) return;
    this.#checking.add(index);
    index
      .check(check === 'all' ? 'all' : SAMPLE_FILES)
      // A check that failed says nothing of the files; the thread's death is in the next round's
      // error.
      .catch(() => undefined)
      .finally(() => this.#checking.delete(index));
  }

  /** A failed round is tried again before the next turn of the schedule. */
  #planRetry(index: RepositoryIndex): void {
    if (index.failures === null || this.#retries.has(index)) return;
    const timer = setTimeout(() => {
      this.#retries.delete(index);
      this.lookAt(index);
    }, retryAfterMs(index.failures.inRow));
    timer.unref();
    this.#retries.set(index, timer);
  }
}

function repair(index: RepositoryIndex, kind: Verdict['repair']): void {
  if (kind === 'none') return;
  if (kind === 'full') index.checks.wasReadAgain = true;
  index.refreshQuietly({ paths: kind === 'changes' ? [] : null, full: kind === 'full' });
}

function factsOf(index: RepositoryIndex): IndexFacts {
  const { checks } = index;
  const { state, staleSinceMs, coverage, skipped } = index.state();
  return {
    state,
    staleSinceMs,
    coverage,
    isBusy: index.isBusy,
    uncovered: skipped.filter(({ reason }) => isGap(reason)),
    wasReadAgain: checks.wasReadAgain,
    drift: checks.drift ?? { now: 0, before: 0 },
    failures: index.failures,
    watching: index.watching,
    lastLookMs: checks.lastLookMs,
    lastSampleMs: checks.lastSampleMs,
    lastFullCheckMs: checks.lastFullCheckMs,
    lastUsedMs: index.lastUsedMs,
    isFilling: index.isFilling,
  };
}
