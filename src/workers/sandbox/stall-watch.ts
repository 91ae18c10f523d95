import type { Excess } from './excess.ts';
import { isFrozen } from './freezer.ts';
import type { TreeUsage } from './tree-sampler.ts';

const LOOK_MS = 2_000;

/**
 * Notices a command that can never end: a process that a signal stopped, with nobody to let it go
 * on, or a control group that was frozen.
 */
export class StallWatch {
  readonly #root: number;
  readonly #patienceMs: number;
  #stoppedSinceMs: number | null = null;
  #frozenSinceMs: number | null = null;
  #lookedMs = Number.NEGATIVE_INFINITY;

  constructor(root: number, patienceMs: number) {
    this.#root = root;
    this.#patienceMs = patienceMs;
  }

  /** `nowMs` on any clock that only goes forward. */
  look(usage: TreeUsage, nowMs: number): Excess | null {
    this.#stoppedSinceMs = usage.stopped === 0 ? null : (this.#stoppedSinceMs ?? nowMs);
    if (nowMs - this.#lookedMs >= LOOK_MS) {
      this.#lookedMs = nowMs;
      this.#frozenSinceMs = isFrozen(this.#root) ? (this.#frozenSinceMs ?? nowMs) : null;
    }
    const hasLasted = (sinceMs: number | null): boolean =>
      sinceMs !== null && nowMs - sinceMs >= this.#patienceMs;
    if (hasLasted(this.#stoppedSinceMs)) {
      return ended('one of its processes had been stopped by a signal and nobody let it go on');
    }
    return hasLasted(this.#frozenSinceMs) ? ended('its processes had been frozen') : null;
  }
}

function ended(because: string): Excess {
  return { sentence: `It was ended because ${because}.`, isUrgent: true };
}
