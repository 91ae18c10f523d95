import { openIndexReader, type IndexReader } from './open-index-reader.ts';

/** Where a stored index lies; `incarnation` changes whenever its file was replaced by a new one. */
export interface ReadableIndex {
  file: string;
  incarnation: number;
}

/** The read connections, one a repository, kept open while its file stays the same. */
export class IndexReaders {
  readonly #open = new Map<string, { incarnation: number; reader: IndexReader }>();

  of(stored: ReadableIndex): IndexReader {
    const known = this.#open.get(stored.file);
    if (known?.incarnation === stored.incarnation) return known.reader;
    known?.reader.close();
    this.#open.delete(stored.file);
    const reader = openIndexReader(stored.file);
    this.#open.set(stored.file, { incarnation: stored.incarnation, reader });
    return reader;
  }

  /** Closes one connection until it is needed again. */
  release(file: string): void {
    this.#open.get(file)?.reader.close();
    this.#open.delete(file);
  }

  close(): void {
    for (const { reader } of this.#open.values()) reader.close();
    this.#open.clear();
  }
}
