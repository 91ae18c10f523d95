import type { ScanResult, ScannedFile } from './scan/scan-tree.ts';
import type { SkippedPath } from '#core/code-index/scan/skipped-paths.ts';
import type { FileRecord } from './store/index-store.ts';

/** What a look at the tree means for the stored files. */
export interface TreeDifference {
  /** New, or possibly different: to be read. */
  toRead: ScannedFile[];
  removed: string[];
}

/** The stored files of a repository and what its scan left out, by path. */
export class IndexedFiles {
  readonly records = new Map<string, FileRecord>();
  readonly #skipped = new Map<string, SkippedPath>();

  /** Compares the whole tree. With `full` every file is to be read. */
  compareTree(scan: ScanResult, full: boolean): TreeDifference {
    this.#skipped.clear();
    this.#noteSkipped(scan);
    const found = new Set(scan.files.map((file) => file.path));
    return {
      toRead: scan.files.filter((file) => full || this.#mayDiffer(file)),
      removed: Array.from(this.records.keys()).filter((path) => !found.has(path)),
    };
  }

  /**
   * Compares what was found at some paths: a named file is to be read, files of a named folder when
   * size or time differ.
   */
  comparePaths(paths: readonly string[], scan: ScanResult, full: boolean): TreeDifference {
    const named = new Set(paths);
    const found = new Set(scan.files.map((file) => file.path));
    const isGone = (path: string): boolean => this.records.has(path) && !found.has(path);
    const removed = new Set([...named].filter(isGone));
    for (const folder of named) {
      if (this.records.has(folder) || found.has(folder)) continue;
      for (const path of this.#below(folder)) if (!found.has(path)) removed.add(path);
    }
    this.#noteSkipped(scan);
    return {
      toRead: scan.files.filter((file) => full || named.has(file.path) || this.#mayDiffer(file)),
      removed: [...removed],
    };
  }

  /** Everything that is left out: by the scan, and by what was read. */
  *skipped(): IterableIterator<SkippedPath> {
    yield* this.#skipped.values();
    for (const { path, status, reason } of this.records.values())
      if (status === 'skipped') yield { path, reason: reason as SkippedPath['reason'], files: 1 };
  }

  #below(folder: string): string[] {
    const prefix = folder === '' ? '' : `${folder}/`;
    for (const path of this.#skipped.keys())
      if (path.startsWith(prefix)) this.#skipped.delete(path);
    return Array.from(this.records.keys()).filter((path) => path.startsWith(prefix));
  }

  #noteSkipped(scan: ScanResult): void {
    for (const file of scan.files) this.#skipped.delete(file.path);
    for (const one of scan.skipped) this.#skipped.set(one.path, one);
  }

  #mayDiffer({ path, sizeBytes, mtimeMs }: ScannedFile): boolean {
    const known = this.records.get(path);
    return known === undefined || known.sizeBytes !== sizeBytes || known.mtimeMs !== mtimeMs;
  }
}
