import type { IndexedSource } from '#shared/messages/code-index.ts';

/** Texts of files of a work tree, in order; null for one that is not as it was indexed. */
export type ReadSources = (
  root: string,
  sources: readonly IndexedSource[],
) => Promise<readonly (string | null)[]>;

/** A file with the hash of what was indexed. */
export interface HashedSource extends IndexedSource {
  hash: string;
}

const MAX_KEPT_CHARACTERS = 32 * 2 ** 20;
const MAX_LINE_CHARACTERS = 400;

/** A text, and where its lines begin. */
interface Kept {
  text: string;
  lineStarts: Int32Array;
}

/**
 * Lines of indexed files, from the work tree. Only content that is what was indexed is read; it is
 * kept for the next query.
 */
export class SourceLines {
  readonly #root: string;
  readonly #read: ReadSources;
  readonly #kept = new Map<string, Kept>();
  #characters = 0;

  constructor(root: string, read: ReadSources) {
    this.#root = root;
    this.#read = read;
  }

  /** Reads files together, so that their lines can be had one by one. */
  async open(sources: readonly HashedSource[]): Promise<OpenedLines> {
    const opened = new Map<string, Kept | null>();
    const missing = new Map<string, IndexedSource>();
    for (const source of sources) {
      const key = keyOf(source);
      const known = this.#recall(key);
      if (known !== null) opened.set(key, known);
      else missing.set(key, { file: source.file, size: source.size, mtime: source.mtime });
    }
    if (missing.size > 0) {
      const texts = await this.#read(this.#root, [...missing.values()]);
      for (const [n, key] of [...missing.keys()].entries()) {
        const text = texts[n] ?? null;
        if (text !== null) opened.set(key, this.#keep(key, text));
      }
    }
    return {
      lines(source, from, to) {
        const kept = opened.get(keyOf(source)) ?? null;
        return kept === null ? null : linesOf(kept, from, to);
      },
    };
  }

  #recall(key: string): Kept | null {
    const known = this.#kept.get(key);
    if (known === undefined) return null;
    // Moved to the end: the first one is the one not asked for longest.
    this.#kept.delete(key);
    this.#kept.set(key, known);
    return known;
  }

  #keep(key: string, text: string): Kept {
    const kept = this.#recall(key) ?? { text, lineStarts: findLineStarts(text) };
    if (!this.#kept.has(key)) this.#characters += text.length;
    this.#kept.set(key, kept);
    this.#dropOldest();
    return kept;
  }

  #dropOldest(): void {
    for (const [key, { text }] of this.#kept) {
      if (this.#characters <= MAX_KEPT_CHARACTERS || this.#kept.size === 1) return;
      this.#kept.delete(key);
      this.#characters -= text.length;
    }
  }
}

/** The files of one query. */
export interface OpenedLines {
  /**
   * Lines `from` to `to`, both counted from 1 and included, cut to 400 characters each; null when
   * the file is another now.
   */
  lines(source: HashedSource, from: number, to: number): string | null;
}

function keyOf({ hash, file }: HashedSource): string {
  return `${hash} ${file}`;
}

function linesOf({ text, lineStarts }: Kept, from: number, to: number): string {
  const lines: string[] = [];
  const last = Math.min(to, lineStarts.length);
  for (let line = Math.max(1, from); line <= last; line += 1) {
    const start = lineStarts[line - 1] ?? 0;
    const end = lineStarts[line] ?? text.length + 1;
    const whole = text.slice(start, end - 1).replace(/\r$/, '');
    lines.push(
      whole.length > MAX_LINE_CHARACTERS ? `${whole.slice(0, MAX_LINE_CHARACTERS)}…` : whole,
    );
  }
  return lines.join('\n');
}

function findLineStarts(text: string): Int32Array {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return Int32Array.from(starts);
}
