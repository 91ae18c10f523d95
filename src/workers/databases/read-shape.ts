import type Database from 'better-sqlite3';
import { plainSql } from '#core/databases/compare-shapes.ts';
import type {
  ColumnShape,
  DatabaseShape,
  PartShape,
  TableShape,
} from '#core/databases/database-shape.ts';

interface ListedTable {
  name: string;
  type: 'table' | 'view' | 'shadow' | 'virtual';
  wr: number;
  strict: number;
}

interface ListedColumn {
  name: string;
  type: string;
  notnull: number;
  dflt_value: string | null;
  pk: number;
  hidden: number;
}

interface ListedIndex {
  name: string;
  unique: number;
  origin: 'c' | 'u' | 'pk';
}

interface ListedKey {
  id: number;
  table: string;
  from: string;
  to: string | null;
  on_update: string;
  on_delete: string;
}

/** Reads what a database is made of, and counts the rows of its tables. */
export function readShape(db: Database.Database): DatabaseShape {
  const listed = db
    .prepare<[], ListedTable>(
      "SELECT name, type, wr, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND type IN ('table', 'virtual') ORDER BY name",
    )
    .all();
  const parts = db
    .prepare<[], PartShape>(
      "SELECT type AS kind, name, tbl_name AS 'table', sql FROM sqlite_schema WHERE type IN ('index', 'trigger', 'view') AND sql IS NOT NULL ORDER BY type, name",
    )
    .all();
  return { tables: listed.map((table) => readTable(db, table)), parts };
}

function readTable(db: Database.Database, table: ListedTable): TableShape {
  const { name, type } = table;
  const columns = db
    .prepare<[string], ListedColumn>('SELECT * FROM pragma_table_xinfo(?)')
    .all(name);
  return {
    name,
    columns: columns.map(toColumn),
    rules: [
      ...(table.strict === 1 ? ['STRICT'] : []),
      ...(table.wr === 1 ? ['WITHOUT ROWID'] : []),
      ...primaryKey(columns),
      ...uniqueRules(db, name),
      ...foreignKeys(db, name),
      ...checksOf(db, name),
    ],
    rows: type === 'virtual' ? null : countRows(db, name),
  };
}

function countRows(db: Database.Database, name: string): number {
  const quoted = `"${name.replaceAll('"', '""')}"`;
  return Number(db.prepare(`SELECT count(*) FROM ${quoted}`).pluck().get());
}

function toColumn({ name, type, notnull, dflt_value, hidden }: ListedColumn): ColumnShape {
  const says = [
    type.toUpperCase(),
    ...(notnull === 1 ? ['NOT NULL'] : []),
    ...(dflt_value === null ? [] : [`DEFAULT ${dflt_value}`]),
    ...(hidden > 1 ? ['GENERATED'] : []),
  ];
  return { name, says: says.filter((word) => word !== '').join(' ') };
}

function primaryKey(columns: readonly ListedColumn[]): string[] {
  const keys = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
  return keys.length === 0 ? [] : [`PRIMARY KEY (${keys.map(({ name }) => name).join(', ')})`];
}

function uniqueRules(db: Database.Database, table: string): string[] {
  return db
    .prepare<[string], ListedIndex>('SELECT * FROM pragma_index_list(?)')
    .all(table)
    .filter(({ origin }) => origin === 'u')
    .map(({ name }) => {
      const columns = db.prepare('SELECT name FROM pragma_index_info(?)').pluck().all(name);
      return `UNIQUE (${columns.join(', ')})`;
    })
    .sort();
}

function foreignKeys(db: Database.Database, table: string): string[] {
  const rows = db
    .prepare<[string], ListedKey>('SELECT * FROM pragma_foreign_key_list(?) ORDER BY id, seq')
    .all(table);
  return [...Map.groupBy(rows, ({ id }) => id).values()]
    .map((key) => {
      const [first] = key;
      const [from, to] = [key.map((each) => each.from), key.map((each) => each.to ?? '')];
      const target = to.every((name) => name === '') ? '' : ` (${to.join(', ')})`;
      return `FOREIGN KEY (${from.join(', ')}) → ${first?.table ?? ''}${target}, on delete ${(first?.on_delete ?? '').toLowerCase()}, on update ${(first?.on_update ?? '').toLowerCase()}`;
    })
    .sort();
}

/** SQLite lists no checks: they are read from the words of the table. */
function checksOf(db: Database.Database, table: string): string[] {
  const sql = db
    .prepare("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?")
    .pluck()
    .get(table);
  const words = plainSql(typeof sql === 'string' ? sql : '');
  return [...words.matchAll(/\bcheck\(/g)]
    .map(({ index }) => `CHECK ${bracketed(words, index + 'check'.length)}`)
    .sort();
}

/** From an opening bracket to the one that closes it. */
function bracketed(words: string, from: number): string {
  let depth = 0;
  for (let at = from; at < words.length; at += 1) {
    if (words[at] === '(') depth += 1;
    if (words[at] === ')') depth -= 1;
    if (depth === 0) return words.slice(from, at + 1);
  }
  return words.slice(from);
}
