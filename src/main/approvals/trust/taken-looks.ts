/** A look that is under way, and the one that follows it, if anybody waits for that. */
interface Turn<T> {
  now: Promise<T>;
  next: Promise<T> | null;
}

/**
 * One look at a time at each place. Whoever comes while one is under way shares the next with all
 * who do, so that what anybody gets was begun after they asked, and many asking cost no more.
 */
export class TakenLooks<T> {
  readonly #turns = new Map<string, Turn<T>>();

  take(place: string, look: () => Promise<T>): Promise<T> {
    const turn = this.#turns.get(place);
    if (turn === undefined) return this.#begin(place, look);
    const begin = () => this.#begin(place, look);
    turn.next ??= turn.now.then(begin, begin);
    return turn.next;
  }

  #begin(place: string, look: () => Promise<T>): Promise<T> {
    const turn: Turn<T> = { now: look(), next: null };
    this.#turns.set(place, turn);
    const end = () => {
      if (turn.next === null) this.#turns.delete(place);
    };
    turn.now.then(end, end);
    return turn.now;
  }
}
