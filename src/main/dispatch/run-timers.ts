/** At most one timer a run. */
export class RunTimers {
  readonly #timers = new Map<string, NodeJS.Timeout>();

  /** Calls `then` after a time, ms; an earlier call for the run is dropped. */
  arm(runId: string, waitMs: number, then: () => void): void {
    this.disarm(runId);
    const timer = setTimeout(() => {
      this.#timers.delete(runId);
      then();
    }, waitMs);
    this.#timers.set(runId, timer);
  }

  disarm(runId: string): void {
    clearTimeout(this.#timers.get(runId));
    this.#timers.delete(runId);
  }

  /** The timer of a run; undefined when none is armed. */
  armed(runId: string): NodeJS.Timeout | undefined {
    return this.#timers.get(runId);
  }

  /** Nothing more is called. */
  stop(): void {
    for (const runId of this.#timers.keys()) this.disarm(runId);
  }
}
