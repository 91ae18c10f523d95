import { nibbleOf, sextetOf, type Alignment } from './byte-text.ts';
import type { Characters } from './characters.ts';
import type { TextView } from './text-view.ts';

const valuesOf = (valueOf: (code: number) => number): Int8Array =>
  Int8Array.from({ length: 128 }, (_, code) => valueOf(code));
const SEXTETS = valuesOf(sextetOf);
const NIBBLES = valuesOf(nibbleOf);

/**
 * What base64 or hexadecimal text stands for, a byte at a time and no further than asked; line ends
 * in it are passed over.
 */
export class DecodedView implements Characters {
  readonly #view: TextView;
  readonly #bits: 4 | 6;
  /** Bits of the first digit on that belong to bytes before the text. */
  readonly #skipped: number;
  readonly #first: number;
  readonly #bytes: number[] = [];
  /** For each line end that was passed over, how many digits stand before it. */
  readonly #lineEnds: number[] = [];
  #digits = 0;
  /** Bits that were read and are of no byte yet; how many, or below 0 how many to pass over. */
  #buffer = 0;
  #held: number;

  private constructor(
    view: TextView,
    bits: 4 | 6,
    { at, skipped }: { at: number; skipped: number },
  ) {
    this.#view = view;
    this.#bits = bits;
    this.#skipped = skipped;
    this.#held = -skipped;
    this.#first = at;
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
    while (this.#bytes.length <= index) if (!this.#readByte()) return -1;
    return this.#bytes[index] ?? -1;
  }

  /** Index in the text behind the digits of that many bytes, padding included. */
  endOf(bytes: number): number {
    const digits = this.#digitsOf(bytes);
    let end = this.#first + digits + this.#lineEnds.filter((before) => before < digits).length;
    while (this.#bits === 6 && this.#view.code(end) === 61) end += 1;
    return end;
  }

  /**
   * Index in the text from which on the digits of a byte stand; -1 when line ends stand before it,
   * since the number of digits is not known by the index then.
   */
  startOf(byte: number): number {
    const digits = this.#digitsOf(Math.min(byte, this.#bytes.length));
    const isStraight = (this.#lineEnds[0] ?? Infinity) >= digits;
    return digits > 0 && isStraight ? this.#first + digits - 1 : -1;
  }

  #digitsOf(bytes: number): number {
    return Math.ceil((this.#skipped + bytes * 8) / this.#bits);
  }

  #readByte(): boolean {
    const values = this.#bits === 6 ? SEXTETS : NIBBLES;
    while (this.#held < 8) {
      const value = values[this.#nextCode()] ?? -1;
      if (value < 0) return false;
      this.#buffer = ((this.#buffer << this.#bits) | value) & 0xff_ff;
      this.#held += this.#bits;
      this.#digits += 1;
    }
    this.#held -= 8;
    this.#bytes.push((this.#buffer >> this.#held) & 255);
    return true;
  }

  #nextCode(): number {
    for (;;) {
      const code = this.#view.code(this.#first + this.#digits + this.#lineEnds.length);
      if (code !== 10 && code !== 13) return code;
      this.#lineEnds.push(this.#digits);
    }
  }
}
