import type { TableRows } from '#shared/messages/database.ts';
import type { DatabaseShape } from './database-shape.ts';

type Tables = Pick<DatabaseShape, 'tables'>;

/** Rows of every table that holds some of its own, before and after. */
export function pairRows(before: Tables, after: Tables): TableRows[] {
  const [was, is] = [before, after].map(
    ({ tables }) => new Map(tables.map(({ name, rows }) => [name, rows])),
  );
  const names = new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])]);
  return [...names].flatMap((table) => {
    const rows = { table, before: was?.get(table) ?? null, after: is?.get(table) ?? null };
    return rows.before === null && rows.after === null ? [] : [rows];
  });
}

/**
 * The largest share by which the rows of a table grew or shrank; of a table that is gone, all of
 * them. null: no table had rows before.
 */
export function rowCountDelta(rows: readonly TableRows[]): number | null {
  const shares = rows.flatMap(({ before, after }) =>
    before === null || before === 0 ? [] : [Math.abs((after ?? 0) - before) / before],
  );
  return shares.length === 0 ? null : Math.max(...shares);
}

/** `users 12 → 10`, `notes 3 → gone`, of the tables whose rows changed. */
export function rowChanges(rows: readonly TableRows[]): string[] {
  return rows
    .filter(({ before, after }) => before !== after)
    .map(({ table, before, after }) => `${table} ${before ?? 'new'} → ${after ?? 'gone'}`);
}
