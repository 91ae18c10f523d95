import type { SecretFinder } from './find-secrets.ts';
import { replaceFound, secretLabel } from './masker.ts';

// A secret that is longer is decided on by what is there; so much of a stream is held back at most.
// What is given out still tells whether a word goes on.
const LONGEST_BEFORE = 16;
const LONGEST_HELD = 32_768;

/**
 * Masks a text that arrives in pieces, as the whole would be masked: what may be the front of a
 * secret is held back until more has come.
 */
export class MaskStream {
  readonly #finder: SecretFinder;
  #held = '';
  #before = '';

  constructor(finder: SecretFinder) {
    this.#finder = finder;
  }

  /** Takes a piece and returns what can be shown of it and of what was held. */
  write(piece: string): string {
    return this.#take(this.#held + piece, false);
  }

  /** What is left, decided on as it stands. */
  end(): string {
    return this.#take(this.#held, true);
  }

  #take(text: string, isLast: boolean): string {
    const search = this.#finder.find(text, { before: this.#before, isLast });
    const isTooMuch = text.length - search.settled > LONGEST_HELD;
    const settled = isTooMuch ? text.length : search.settled;
    const found = search.found.filter(({ start }) => start < settled);
    // A find that reaches over the border is shown as one with what comes before it.
    const end = Math.max(settled, found.at(-1)?.end ?? 0);
    this.#held = text.slice(end);
    this.#before = (this.#before + text.slice(0, end)).slice(-LONGEST_BEFORE);
    return replaceFound(text.slice(0, end), found, ({ kind }) => secretLabel(kind));
  }
}
