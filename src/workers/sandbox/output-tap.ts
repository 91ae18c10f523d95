import type { Readable } from 'node:stream';
import type { LineSplitter } from './line-splitter.ts';
import type { OutputRing } from './output-ring.ts';

/**
 * Bytes taken from one stream per slice, so that a flood from one command leaves the thread to the
 * others.
 */
const SLICE_BYTES = 4 * 1_048_576;
const SLICE_MS = 50;

/**
 * Reads a command's output at a bounded rate into rings and lines; what exceeds the log's share is
 * counted, not kept.
 */
export class OutputTap {
  readonly #onNote: (sentence: string) => void;
  readonly #logChars: number;
  #logged = 0;
  #dropped = 0;
  readonly #splitters: LineSplitter[] = [];
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(logChars: number, onNote: (sentence: string) => void) {
    this.#logChars = logChars;
    this.#onNote = onNote;
  }

  /** Whether a line of that length still fits in the log; counts it either way. */
  mayLog(chars: number): boolean {
    if (this.#dropped === 0 && this.#logged + chars <= this.#logChars) {
      this.#logged += chars + 1;
      return true;
    }
    if (this.#dropped === 0) {
      this.#onNote('The log is full; further output is read but only its end is kept.');
    }
    this.#dropped += 1;
    return false;
  }

  attach(stream: Readable | null, lines: LineSplitter, rings: readonly OutputRing[]): void {
    if (stream === null) return;
    this.#splitters.push(lines);
    let budget = SLICE_BYTES;
    stream.on('error', (error) => this.#onNote(`Output was lost: ${error.message}.`));
    stream.on('data', (chunk: Buffer) => {
      for (const ring of rings) ring.write(chunk);
      if (this.#dropped === 0) lines.write(chunk);
      budget -= chunk.length;
      if (budget > 0) return;
      budget = SLICE_BYTES;
      this.#pause(stream);
    });
  }

  #pause(stream: Readable): void {
    stream.pause();
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      stream.resume();
    }, SLICE_MS);
    this.#timers.add(timer);
  }

  /** Emits unfinished last lines; nothing is read afterwards. */
  end(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    if (this.#dropped === 0) for (const each of this.#splitters) each.end();
  }
}
