import type Database from 'better-sqlite3';
import { SYMBOL_COLUMNS, type SymbolRow } from './read-symbols.ts';

export interface FileRow {
  path: string;
  hash: string;
  lang: string;
  lines: number;
  status: 'indexed' | 'text' | 'skipped';
}

/** Reading files and what is said of the whole. */
export function createFileReads(db: Database.Database) {
  const all = db.prepare(
    "SELECT path, hash, lang, lines, status FROM files WHERE status <> 'skipped' ORDER BY path",
  );
  const byPath = db.prepare('SELECT path, hash, lang, lines, status FROM files WHERE path = ?');
  const meta = db.prepare('SELECT value FROM meta WHERE key = ?').pluck();
  const symbols = db.prepare(`SELECT ${SYMBOL_COLUMNS} FROM symbols JOIN files USING (file_id)`);
  return {
    /** Files that are searched, by path. */
    indexedFiles: () => all.all() as FileRow[],
    file: (path: string) => byPath.get(path) as FileRow | undefined,
    generation: () => (meta.get('generation') as number | undefined) ?? 0,
    gitSha: () => (meta.get('git_sha') as string | null | undefined) ?? null,
    everySymbol: () => symbols.iterate() as IterableIterator<SymbolRow>,
  };
}
