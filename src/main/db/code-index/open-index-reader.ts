import Database from 'better-sqlite3';
import { createFileReads } from './read-files.ts';
import { createEdgeReads } from './read-edges.ts';
import { createSymbolReads } from './read-symbols.ts';
import { createVectorReads } from './search-vectors.ts';
import { createWordReads } from './search-words.ts';

/** What can be asked of one stored index. Several reads inside `atOnce` see the same generation. */
export interface IndexReader
  extends
    ReturnType<typeof createSymbolReads>,
    ReturnType<typeof createEdgeReads>,
    ReturnType<typeof createFileReads>,
    ReturnType<typeof createWordReads>,
    ReturnType<typeof createVectorReads> {
  atOnce<T>(read: () => T): T;
  close(): void;
}

/**
 * Opens a stored index for reading only. The index thread goes on writing; every read sees the last
 * complete generation.
 */
export function openIndexReader(file: string): IndexReader {
  const db = new Database(file, { readonly: true, timeout: 10_000 });
  db.pragma('cache_size = -32768');
  db.pragma('mmap_size = 268435456');
  const transaction = db.transaction((read: () => unknown) => read());
  return {
    ...createSymbolReads(db),
    ...createEdgeReads(db),
    ...createFileReads(db),
    ...createWordReads(db),
    ...createVectorReads(db),
    atOnce: <T>(read: () => T): T => transaction(read) as T,
    close: () => db.close(),
  };
}
