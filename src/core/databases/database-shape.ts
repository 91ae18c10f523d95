/** What a database is made of, as SQLite tells it; its own tables (`sqlite_…`) are left out. */
export interface DatabaseShape {
  tables: readonly TableShape[];
  /** Indexes, triggers and views that somebody wrote. */
  parts: readonly PartShape[];
}

export interface TableShape {
  name: string;
  columns: readonly ColumnShape[];
  /** What holds of its rows beside the columns: keys, checks, STRICT. A line each, in order. */
  rules: readonly string[];
  /** null: a virtual table, whose rows are another's. */
  rows: number | null;
}

export interface ColumnShape {
  name: string;
  /** `INTEGER NOT NULL DEFAULT 0`. */
  says: string;
}

export interface PartShape {
  kind: 'index' | 'trigger' | 'view';
  name: string;
  table: string;
  sql: string;
}
