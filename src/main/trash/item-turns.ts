/** One thing at a time for each item of the trash. */
export class ItemTurns {
  readonly #last = new Map<number, Promise<unknown>>();

  /** Begins the work when what was asked for before it has ended. */
  inTurn<T>(trashId: number, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(trashId) ?? Promise.resolve();
    const done = before.then(work, work);
    const settled = done.then(
      () => undefined,
      () => undefined,
    );
    this.#last.set(trashId, settled);
    void settled.then(() => {
      if (this.#last.get(trashId) === settled) this.#last.delete(trashId);
    });
    return done;
  }
}
