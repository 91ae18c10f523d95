/** Keeps the newest `capacity` bytes of a stream. */
export class OutputRing {
  readonly #capacity: number;
  #chunks: Buffer[] = [];
  #held = 0;
  #total = 0;

  constructor(capacity: number) {
    this.#capacity = Math.max(0, capacity);
  }

  /** Bytes ever written. */
  get totalBytes(): number {
    return this.#total;
  }

  write(chunk: Buffer): void {
    this.#total += chunk.length;
    this.#chunks.push(
      chunk.length > this.#capacity ? chunk.subarray(chunk.length - this.#capacity) : chunk,
    );
    this.#held += Math.min(chunk.length, this.#capacity);
    this.#dropOldest();
  }

  #dropOldest(): void {
    let surplus = this.#held - this.#capacity;
    let whole = 0;
    while (surplus > 0) {
      const first = this.#chunks[whole];
      if (first === undefined) break;
      if (first.length > surplus) {
        this.#chunks[whole] = first.subarray(surplus);
        this.#held -= surplus;
        break;
      }
      whole += 1;
      this.#held -= first.length;
      surplus -= first.length;
    }
    if (whole > 0) this.#chunks.splice(0, whole);
  }

  /** The kept bytes as text; a character cut by the ring's edge becomes U+FFFD. */
  text(): string {
    return Buffer.concat(this.#chunks).toString('utf8');
  }
}

/**
 * The last lines of a text, at most `maxChars` characters, cut at a line start where there is one.
 */
export function tailOf(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const cut = text.slice(-maxChars);
  const lineStart = cut.indexOf('\n') + 1;
  return lineStart > 0 && lineStart < cut.length ? cut.slice(lineStart) : cut;
}
