import type { Readable } from 'node:stream';
import type { SecretFinder } from '#core/secrets/find-secrets.ts';
import { MaskStream } from '#core/secrets/mask-stream.ts';
import type { LineSplitter } from './line-splitter.ts';
import type { OutputRing } from './output-ring.ts';

/**
 * Bytes taken from one stream per slice, so that a flood from one command leaves the thread to the
 * others.
 */
const SLICE_BYTES = 4 * 1_048_576;
const SLICE_MS = 50;

interface TapParts {
  logChars: number;
  /** What is masked before anything is kept. */
  secrets: SecretFinder | undefined;
  onNote(sentence: string): void;
}

/** One stream of a command and where its output goes. */
interface Channel {
  lines: LineSplitter;
  rings: readonly OutputRing[];
  masks: MaskStream | null;
}

/**
 * Reads a command's output at a bounded rate, masks it, and writes it into rings and lines; what
 * exceeds the log's share is counted, not kept.
 */
export class OutputTap {
  readonly #onNote: (sentence: string) => void;
  readonly #logChars: number;
  readonly #secrets: SecretFinder | undefined;
  #logged = 0;
  #dropped = 0;
  readonly #channels: Channel[] = [];
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(parts: TapParts) {
    this.#logChars = parts.logChars;
    this.#secrets = parts.secrets;
    this.#onNote = (sentence) => parts.onNote(sentence);
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
    const masks = this.#secrets === undefined ? null : new MaskStream(this.#secrets);
    const channel = { lines, rings, masks };
    this.#channels.push(channel);
    let budget = SLICE_BYTES;
    stream.on('error', (error) => this.#onNote(`Output was lost: ${error.message}.`));
    stream.on('data', (chunk: Buffer) => {
      // Masked as bytes: a character cut by a chunk's edge stays whole.
      const shown = masks === null ? chunk : toBytes(masks.write(chunk.toString('latin1')));
      this.#keep(channel, shown);
      budget -= chunk.length;
      if (budget > 0) return;
      budget = SLICE_BYTES;
      this.#pause(stream);
    });
  }

  #keep({ lines, rings }: Channel, bytes: Buffer): void {
    for (const ring of rings) ring.write(bytes);
    if (this.#dropped === 0) lines.write(bytes);
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
    for (const channel of this.#channels) {
      if (channel.masks !== null) this.#keep(channel, toBytes(channel.masks.end()));
      if (this.#dropped === 0) channel.lines.end();
    }
  }
}

function toBytes(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}
