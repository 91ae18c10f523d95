import type { CharClass } from './char-class.ts';
import type { TextView } from './text-view.ts';

/** A stretch of text that is a secret, and the word for its label. */
export interface Found {
  start: number;
  end: number;
  kind: string;
}

/** Something to look for: a fixed text, and a closer look at where it stands. */
export interface Pattern {
  /** What the automaton searches; ASCII letters in either case. */
  anchor: string;
  /** Tools break lines in it: base64 and hexadecimal. */
  mayWrap: boolean;
  /** Rules most places out at once: `case`: letters as in the anchor; `word`: and it begins one. */
  only: 'word' | 'case' | 'anywhere';
  /** Characters of a class that must stand behind the anchor; null: the closer look says. */
  follows: { of: CharClass; min: number } | null;
  /**
   * The secret whose anchor begins at `at`; a number: no match can begin before that index, so the
   * next look may start there.
   */
  look(view: TextView, at: number): Found | number;
}
