import type { Reader } from './open-ledger.ts';

/** SQL of a total over a table whose rows are added and never deleted. */
export interface GrowingTotalSql {
  /** Largest row id of the table. */
  newest: string;
  /** The total over every row; may use `@key`. */
  all: string;
  /** The same over the rows after row id `@after`; may use `@key`. */
  added: string;
  /**
   * Number of rows that were corrected after they were added; as long as it stays, what was seen
   * still counts.
   */
  corrections?: string;
}

/**
 * A total that remembers the rows it has seen, so that asking again reads only the ones added
 * since. Exact at every call. `key` is what the total depends on besides the rows (a time from
 * which on rows count); another key reads every row once.
 */
export function createGrowingTotal(reader: Reader, sql: GrowingTotalSql): (key?: number) => number {
  const newest = reader.prepare(sql.newest).pluck();
  const all = reader.prepare(sql.all).pluck();
  const added = reader.prepare(sql.added).pluck();
  const corrections = reader.prepare(sql.corrections ?? 'SELECT 0').pluck();
  let seen: { key: number; corrected: number; total: number; newest: number } | null = null;
  return (key = 0) => {
    const upTo = (newest.get() as number | null) ?? 0;
    const corrected = corrections.get() as number;
    const known = seen?.key === key && seen.corrected === corrected ? seen : null;
    if (known?.newest === upTo) return known.total;
    const total =
      known === null
        ? (all.get({ key }) as number)
        : known.total + (added.get({ key, after: known.newest }) as number);
    // What a transaction added may still be rolled back.
    if (!reader.inTransaction) seen = { key, corrected, total, newest: upTo };
    return total;
  };
}

/** Number of rows of a table that only grows. */
export function createGrowingCount(reader: Reader, table: 'tasks' | 'receipts'): () => number {
  return createGrowingTotal(reader, {
    newest: `SELECT max(rowid) FROM ${table}`,
    all: `SELECT count(*) FROM ${table}`,
    added: `SELECT count(*) FROM ${table} WHERE rowid > @after`,
  });
}
