import type { SymbolKey } from '#core/code-index/symbols.ts';
import type { FileRecord } from './index-store.ts';

/** What the writer keeps in memory of a stored file. */
export interface FileEntry extends Omit<FileRecord, 'hash' | 'sizeBytes' | 'mtimeMs'> {
  id: number;
  isTest: boolean;
  sinks: number;
  /** Why its calls were not followed; '' when they were. */
  gaveUp: string;
  /** Symbol ids in the order of the facts, and by path in the file. */
  ids: number[];
  symbols: Map<string, number>;
  /** Runs of from, to, code, line of the edges that leave the file. */
  edges: Int32Array;
}

const NO_EDGES = new Int32Array(0);

/**
 * Which number each file and symbol has, and the arrays over symbols that the graph is packed from.
 */
export class SymbolRegistry {
  readonly files = new Map<string, FileEntry>();
  /** Highest numbers ever given, plus one. */
  nextFile = 1;
  nextSymbol = 1;
  nextDocument = 1;
  fileIds = new Int32Array(1024);
  parents = new Int32Array(1024).fill(-1);
  tests = new Uint8Array(1024);

  addFile(
    record: Omit<FileEntry, 'id' | 'ids' | 'symbols' | 'edges' | 'sinks' | 'gaveUp'>,
    id?: number,
  ): FileEntry {
    const entry: FileEntry = {
      ...record,
      id: id ?? this.nextFile,
      sinks: 0,
      gaveUp: '',
      ids: [],
      symbols: new Map(),
      edges: NO_EDGES,
    };
    this.nextFile = Math.max(this.nextFile, entry.id + 1);
    this.files.set(entry.path, entry);
    return entry;
  }

  /** Enters a symbol into the arrays. */
  placeSymbol(id: number, at: { fileId: number; parent: number; isTest: boolean }): void {
    if (id >= this.fileIds.length) this.#grow(id + 1);
    this.fileIds[id] = at.fileId;
    this.parents[id] = at.parent;
    this.tests[id] = at.isTest ? 1 : 0;
  }

  dropSymbol(id: number): void {
    this.fileIds[id] = 0;
    this.parents[id] = -1;
    this.tests[id] = 0;
  }

  /**
   * The number of the symbol a key names; undefined when it is not stored. File names and paths may
   * both hold a '#'.
   */
  find(key: SymbolKey): number | undefined {
    for (let at = key.indexOf('#'); at >= 0; at = key.indexOf('#', at + 1)) {
      const id = this.files.get(key.slice(0, at))?.symbols.get(key.slice(at + 1));
      if (id !== undefined) return id;
    }
    return undefined;
  }

  #grow(needed: number): void {
    const length = Math.max(needed, this.fileIds.length * 2);
    const grown = <T extends Int32Array | Uint8Array>(into: T, from: T): T => {
      into.set(from);
      return into;
    };
    this.fileIds = grown(new Int32Array(length), this.fileIds);
    this.parents = grown(new Int32Array(length).fill(-1), this.parents);
    this.tests = grown(new Uint8Array(length), this.tests);
  }
}
