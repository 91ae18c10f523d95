const MOST_ANSWERS = 1000;

/** Answers given lately, by question; the one not asked for longest goes first. */
export class AnswerCache<T> {
  readonly #answers = new Map<string, T>();

  get(key: string): T | undefined {
    const known = this.#answers.get(key);
    if (known === undefined) return undefined;
    this.#answers.delete(key);
    this.#answers.set(key, known);
    return known;
  }

  /** Drops the answers to all questions that begin so. */
  forget(beginning: string): void {
    for (const key of this.#answers.keys())
      if (key.startsWith(beginning)) this.#answers.delete(key);
  }

  put(key: string, answer: T): void {
    this.#answers.set(key, answer);
    if (this.#answers.size <= MOST_ANSWERS) return;
    for (const oldest of this.#answers.keys()) {
      this.#answers.delete(oldest);
      return;
    }
  }
}
