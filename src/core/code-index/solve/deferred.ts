/** Phase from which what is not known by then counts as unknown. */
const DECIDING_PHASE = 2;

/** What a solve does later: with each value that comes, or once it is clear what is not known. */
export class Deferred {
  readonly #watches: ((value: number) => void)[] = [];
  #decisions: (() => void)[] = [];

  /** Numbers a function that is called with values: the operand of Rule.watch. */
  watch(see: (value: number) => void): number {
    return this.#watches.push(see) - 1;
  }

  callWatch(watch: number, value: number): void {
    this.#watches[watch]?.(value);
  }

  /**
   * Does something once it is clear what is not known: when everything flows no more in the
   * deciding phase or, after it, when it next does.
   */
  decideLater(decide: () => void): void {
    this.#decisions.push(decide);
  }

  /** Takes the decisions that are due in a phase; returns whether there were any. */
  takeDecisions(phase: number): boolean {
    if (phase < DECIDING_PHASE || this.#decisions.length === 0) return false;
    const due = this.#decisions;
    this.#decisions = [];
    for (const decide of due) decide();
    return true;
  }

  isUndecided(phase: number): boolean {
    return this.#decisions.length > 0 && phase <= DECIDING_PHASE;
  }
}
