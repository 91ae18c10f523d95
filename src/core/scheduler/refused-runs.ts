import type { WaitReason } from '#shared/contract/pas-schemas.ts';
import type { Run } from './state.ts';

/**
 * A refused run is asked again after this long, so that a forgotten budgetChanged() cannot hold it
 * for ever.
 */
export const ASK_AGAIN_MS = 5000;

/** Runs whose tasks `admit` refused, in the order of refusal. */
export class RefusedRuns {
  readonly #runs = new Set<Run>();

  add(run: Run, reason: WaitReason, nowMs: number): void {
    run.refused = { reason, atMs: nowMs };
    this.#runs.add(run);
  }

  remove(run: Run): void {
    run.refused = null;
    this.#runs.delete(run);
  }

  /**
   * The run refused longest ago if it is time to ask again; a clock set back counts as time passed.
   */
  due(nowMs: number): Run | null {
    const [first] = this.#runs;
    if (first === undefined || first.refused === null) return null;
    return Math.abs(nowMs - first.refused.atMs) >= ASK_AGAIN_MS ? first : null;
  }

  nextMs(): number | null {
    const [first] = this.#runs;
    const refused = first?.refused ?? null;
    return refused === null ? null : refused.atMs + ASK_AGAIN_MS;
  }
}
