import { closeSync, constants, fstatSync, openSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/** A file as it was indexed. */
export interface IndexedSource {
  file: string;
  hash: string;
  size: number;
  /** 0 when the time said nothing of the content at indexing. */
  mtime: number;
}

const MAX_KEPT_CHARACTERS = 32 * 2 ** 20;
const MAX_LINE_CHARACTERS = 400;

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
  readonly #kept = new Map<string, Kept>();
  #characters = 0;

  constructor(root: string) {
    this.#root = root;
  }

  /**
   * Lines `from` to `to`, both counted from 1 and included, cut to 400 characters each; null when
   * the file is another now.
   */
  lines(source: IndexedSource, from: number, to: number): string | null {
    const kept = this.#find(source);
    if (kept === null) return null;
    const lines: string[] = [];
    const last = Math.min(to, kept.lineStarts.length);
    for (let line = Math.max(1, from); line <= last; line += 1) {
      const start = kept.lineStarts[line - 1] ?? 0;
      const end = kept.lineStarts[line] ?? kept.text.length + 1;
      const text = kept.text.slice(start, end - 1).replace(/\r$/, '');
      lines.push(
        text.length > MAX_LINE_CHARACTERS ? `${text.slice(0, MAX_LINE_CHARACTERS)}…` : text,
      );
    }
    return lines.join('\n');
  }

  #find(source: IndexedSource): Kept | null {
    const key = `${source.hash} ${source.file}`;
    const known = this.#kept.get(key);
    if (known !== undefined) {
      // Moved to the end: the first one is the one not asked for longest.
      this.#kept.delete(key);
      this.#kept.set(key, known);
      return known;
    }
    const text = readIndexed(this.#root, source);
    if (text === null) return null;
    const kept = { text, lineStarts: findLineStarts(text) };
    this.#kept.set(key, kept);
    this.#characters += text.length;
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

function findLineStarts(text: string): Int32Array {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return Int32Array.from(starts);
}

/**
 * The text of a file that has the size and time it was indexed with; null for any other, and for
 * one behind a link.
 */
function readIndexed(root: string, source: IndexedSource): string | null {
  const path = join(root, source.file);
  try {
    if (realpathSync.native(path) !== path) return null;
    const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    try {
      const { size, mtimeMs } = fstatSync(descriptor);
      if (size !== source.size || (source.mtime !== 0 && mtimeMs !== source.mtime)) return null;
      const text = readFileSync(descriptor, 'utf8');
      return text.includes('\0') ? null : text;
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    // Gone, or closed to us: the index holds it a moment longer than the tree.
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}
