import { RunTimers } from './run-timers.ts';

/** Which runs are about to be settled, which are being settled, and who waits for that. */
export class SettlingRuns extends RunTimers {
  readonly #underway = new Map<string, Promise<void>>();
  readonly #listeners = new Map<string, Set<() => void>>();

  /** Does the work of settling a run; a second call while it goes on waits for the first. */
  once(runId: string, work: () => Promise<void>): Promise<void> {
    const underway = this.#underway.get(runId);
    if (underway !== undefined) return underway;
    const settling = work().finally(() => this.#underway.delete(runId));
    this.#underway.set(runId, settling);
    return settling;
  }

  isUnderway(runId: string): boolean {
    return this.#underway.has(runId);
  }

  /** Calls back when the run is over; returns the way to stop listening. */
  onOver(runId: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(runId) ?? new Set();
    this.#listeners.set(runId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(runId);
    };
  }

  /** Calls the listeners of a run that ended. */
  over(runId: string): void {
    for (const listener of this.#listeners.get(runId) ?? []) listener();
  }
}
