import type Database from 'better-sqlite3';

/** A symbol with the file it is in. */
export interface SymbolRow {
  id: number;
  name: string;
  path: string;
  kind: number;
  line: number;
  col: number;
  start_line: number;
  end_line: number;
  parent_id: number | null;
  is_test: 0 | 1;
  signature: string;
  file: string;
  lang: string;
  module: string;
  hash: string;
  size: number;
  mtime: number;
}

/** What distinguishes a symbol from others of its name; cheaper to read than the whole row. */
export type NamedRow = Pick<
  SymbolRow,
  'id' | 'name' | 'path' | 'kind' | 'is_test' | 'file' | 'module'
>;

/** Limits results to a language, and to a file or what lies below a folder; null for all. */
export interface Place {
  lang: string | null;
  path: string | null;
}

export const SYMBOL_COLUMNS = `symbol_id AS id, name, symbols.path AS path, kind, symbols.line AS line, col, start_line, end_line, parent_id,
  symbols.is_test AS is_test, signature, files.path AS file, lang, module, hash, size, mtime`;

/** Condition for a Place given as @lang and @path. */
export const IN_PLACE = `(@lang IS NULL OR files.lang = @lang)
  AND (@path IS NULL OR files.path = @path OR substr(files.path, 1, length(@path) + 1) = @path || '/')`;

/** Reading symbols. */
export function createSymbolReads(db: Database.Database) {
  const select = `SELECT ${SYMBOL_COLUMNS} FROM symbols JOIN files USING (file_id)`;
  const byName = db.prepare(
    `SELECT symbol_id AS id, name, symbols.path AS path, kind, symbols.is_test AS is_test, files.path AS file, module
     FROM symbols JOIN files USING (file_id)
     WHERE name = @name COLLATE NOCASE AND ${IN_PLACE} ORDER BY files.path, start_line`,
  );
  const byId = db.prepare(`${select} WHERE symbol_id = ?`);
  const members = db.prepare(`${select} WHERE parent_id = ? AND name = ?`);
  const constructors = db
    .prepare('SELECT symbol_id FROM symbols WHERE parent_id = ? AND kind = ?')
    .pluck();
  const ofFile = db.prepare(`${select} WHERE files.path = ? ORDER BY ordinal`);
  const byKey = db
    .prepare(
      'SELECT symbol_id FROM symbols JOIN files USING (file_id) WHERE files.path = ? AND symbols.path = ?',
    )
    .pluck();
  const names = db.prepare("SELECT DISTINCT name FROM symbols WHERE name <> ''").pluck();
  return {
    /** Symbols with a name, whatever its case. */
    symbolsByName: (name: string, place: Place) => byName.all({ ...place, name }) as NamedRow[],
    symbol: (id: number) => byId.get(id) as SymbolRow | undefined,
    /** Direct members of a symbol that have a name. */
    membersByName: (id: number, name: string) => members.all(id, name) as SymbolRow[],
    /** Numbers of the direct members of a kind, as placed in SYMBOL_KINDS. */
    membersOfKind: (id: number, kind: number) => constructors.all(id, kind) as number[],
    symbolsOfFile: (path: string) => ofFile.all(path) as SymbolRow[],
    /** Number of the symbol with a path in a file; undefined when there is none. */
    symbolIdByKey: (file: string, path: string) => byKey.get(file, path) as number | undefined,
    /** Every name there is, once. */
    symbolNames: () => names.all() as string[],
  };
}
