import { nibbleOf, sextetOf, type Alignment } from './byte-text.ts';
import type { Characters } from './characters.ts';
import type { TextView } from './text-view.ts';

/**
 * What base64 or hexadecimal text stands for, a byte at a time and no further than asked; line ends
 * in it are passed over.
 */
export class DecodedView implements Characters {
  readonly #view: TextView;
  readonly #bits: 4 | 6;
  /** Bits of the first digit on that belong to bytes before the text. */
  readonly #skipped: number;
  readonly #digits: number[] = [];
  readonly #places: number[] = [];
  #next: number;

  private constructor(
    view: TextView,
    bits: 4 | 6,
    { at, skipped }: { at: number; skipped: number },
  ) {
    this.#view = view;
    this.#bits = bits;
    this.#skipped = skipped;
    this.#next = at;
  }

  /** Base64 from the character at `at`, which begins with the text's bits after a few of others. */
  static base64(view: TextView, at: number, before: Alignment): DecodedView {
    const skipped = { 0: 0, 1: 2, 2: 4 }[before];
    return new DecodedView(view, 6, { at, skipped });
  }

  static hex(view: TextView, at: number): DecodedView {
    return new DecodedView(view, 4, { at, skipped: 0 });
  }

  code(index: number): number {
    if (index < 0) return -1;
    const bit = this.#skipped + index * 8;
    let value = 0;
    let known = 0;
    for (let digit = Math.floor(bit / this.#bits); known < (bit % this.#bits) + 8; digit += 1) {
      if (!this.#read(digit)) return -1;
      value = (value << this.#bits) | (this.#digits[digit] ?? 0);
      known += this.#bits;
    }
    return (value >> (known - (bit % this.#bits) - 8)) & 255;
  }

  /** Index in the text behind the digits of that many bytes, padding included. */
  endOf(bytes: number): number {
    const digits = Math.ceil((this.#skipped + bytes * 8) / this.#bits);
    let end = (this.#places[digits - 1] ?? 0) + 1;
    while (this.#bits === 6 && this.#view.code(end) === 61) end += 1;
    return end;
  }

  #read(digit: number): boolean {
    while (this.#digits.length <= digit) {
      const at = this.#view.skipLineEnds(this.#next);
      const code = this.#view.code(at);
      const value = this.#bits === 6 ? sextetOf(code) : nibbleOf(code);
      if (value < 0) return false;
      this.#digits.push(value);
      this.#places.push(at);
      this.#next = at + 1;
    }
    return true;
  }
}
