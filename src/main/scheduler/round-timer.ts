/** When the next round of dispatching comes: soon, or when waiting alone lets a task start. */
export class RoundTimer {
  #isComing = false;
  #wake: NodeJS.Timeout | null = null;

  /** One round at the end of this turn, however often it is asked for. */
  soon(round: () => void): void {
    if (this.#isComing) return;
    this.#isComing = true;
    queueMicrotask(() => {
      this.#isComing = false;
      round();
    });
  }

  /** A call after a time, ms, in place of the one before; null for none. */
  later(delayMs: number | null, wake: () => void): void {
    if (this.#wake !== null) clearTimeout(this.#wake);
    this.#wake = delayMs === null ? null : setTimeout(wake, delayMs);
  }

  stop(): void {
    this.later(null, () => {});
  }
}
