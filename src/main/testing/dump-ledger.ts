import type { Reader } from '../db/open-ledger.ts';

/** All rows of the ledger by table, but for tables that only tell what happened. */
export function dumpLedger(
  reader: Reader,
  leftOut: readonly string[] = ['events', 'idempotency', 'trash', 'sqlite_sequence'],
): Record<string, unknown[]> {
  const tables = reader
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    .pluck()
    .all() as string[];
  return Object.fromEntries(
    tables
      .filter((table) => !leftOut.includes(table))
      .map((table) => [table, reader.prepare(`SELECT * FROM ${table}`).all()]),
  );
}
