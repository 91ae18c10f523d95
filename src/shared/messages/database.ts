/** Which file of a checkout is meant. */
export interface DatabasePlace {
  /** Top level of the checkout. */
  root: string;
  /** As the card names it: relative to the checkout, or absolute inside of it. */
  path: string;
}

/** Main → the thread that works on copies of databases. `folder` is one of the data folder. */
export type DatabaseRequest =
  /** Copies the file as it is now, with what its journals hold. */
  | ({ kind: 'copy_database'; folder: string } & DatabasePlace)
  /** Applies a file of SQL to the copy, and leaves the result beside it. */
  | { kind: 'migrate_by_sql'; folder: string; worktree: string; file: string }
  /** Holds the result against the copy, and against a schema where one is expected. */
  | {
      kind: 'compare_databases';
      folder: string;
      worktree: string;
      expectedSchema: string | null;
    }
  /** Moves copy and result to where they are kept, or removes them. */
  | { kind: 'keep_copy'; folder: string; keptIn: string }
  | { kind: 'drop_copy'; folder: string }
  /** The digest of what the file holds now. */
  | ({ kind: 'digest_database'; folder: string } & DatabasePlace)
  /** Puts what is kept into the file, if that still holds what its digest says. */
  | ({
      kind: 'replace_database';
      folder: string;
      keptIn: string;
      by: KeptDatabase;
      holds: string;
    } & DatabasePlace);

/** `original`: as it was copied; `result`: what the migration made of it. */
export type KeptDatabase = 'original' | 'result';

/** Why SQL could not be applied. */
export interface SqlFault {
  /** 1-based, in the file. */
  line: number;
  /** The statement that failed, its beginning. */
  statement: string;
  message: string;
}

/** Rows of a table before and after; null: the table is not there. */
export interface TableRows {
  table: string;
  before: number | null;
  after: number | null;
}

/** What a migration made of a database. */
export interface DatabaseComparison {
  /** What SQLite or the schema says against the result; null: nothing. */
  damage: string | null;
  /** What changed in the schema, a sentence each. */
  changes: string[];
  /** How the result differs from the expected schema; null: none is expected. */
  unexpected: string[] | null;
  /** Why the expected schema cannot be read; null: it can. */
  expectedFault: string | null;
  rows: TableRows[];
  /** The digest of the result. */
  digest: string;
}

export type DatabaseAnswer =
  /** The path is relative to the checkout. */
  | { kind: 'copy_database'; path: string; digest: string }
  | { kind: 'migrate_by_sql'; fault: SqlFault | null }
  | { kind: 'compare_databases'; comparison: DatabaseComparison }
  | { kind: 'keep_copy' }
  | { kind: 'drop_copy' }
  | { kind: 'digest_database'; digest: string }
  | { kind: 'replace_database' }
  | { kind: 'refused'; code: 'invalid_input' | 'illegal_transition' | 'storage'; sentence: string };
