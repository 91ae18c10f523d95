// Loaded before an engine (`node --import`). Notes in the file CRASH_NOTES what each transaction of
// the ledger writes, a line for each; CRASH_AT, as in `after update runs`, ends the process with
// SIGKILL before or after the commit of the first transaction that writes that.
import { appendFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
import type Database from 'better-sqlite3';

const WRITE = /^\s*(insert|update|delete)\b(?:\s+or\s+\w+)?(?:\s+(?:into|from))?\s+(\w+)/i;
const EVENT = /^[a-z_]+\.[a-z_]+$/;

/** `insert receipts`; of the event log with the type: `insert events task.running`. */
function nameOf(sql: string, values: readonly unknown[]): string | null {
  const [, verb, table] = WRITE.exec(sql) ?? [];
  if (verb === undefined || table === undefined) return null;
  const named = values.flatMap((value) =>
    typeof value === 'object' && value !== null ? Object.values(value) : [value],
  );
  const type = named.find((value) => typeof value === 'string' && EVENT.test(value));
  const of = table === 'events' && typeof type === 'string' ? ` ${type}` : '';
  return `${verb.toLowerCase()} ${table}${of}`;
}

async function watchWrites(): Promise<void> {
  const { default: Sqlite } = await import('better-sqlite3');
  const { CRASH_AT: crashAt, CRASH_NOTES: notes } = process.env;
  const [, when, point] = /^(before|after) (.+)$/.exec(crashAt ?? '') ?? [];
  const { prototype } = Sqlite;
  const prepare = prototype.prepare;
  const names = new Set<string>();

  const dieIf = (moment: string): void => {
    if (moment === when && point !== undefined && names.has(point))
      process.kill(process.pid, 'SIGKILL');
  };
  const commit = (run: () => unknown): unknown => {
    if (notes !== undefined) appendFileSync(notes, `${JSON.stringify([...names])}\n`);
    dieIf('before');
    const result = run();
    dieIf('after');
    names.clear();
    return result;
  };
  const watched = (database: Database.Database, sql: string) => {
    const statement = prepare.call(database, sql);
    if (!database.name.endsWith('ledger.db') || database.readonly) return statement;
    for (const method of ['run', 'get', 'all'] as const) {
      const original = statement[method].bind(statement) as (...values: unknown[]) => unknown;
      const act = (...values: unknown[]): unknown => {
        if (sql === 'COMMIT') return commit(() => original(...values));
        const name = nameOf(sql, values);
        if (name !== null) names.add(name);
        return original(...values);
      };
      Object.assign(statement, { [method]: act });
    }
    return statement;
  };
  Object.assign(prototype, {
    prepare(this: Database.Database, sql: string) {
      return watched(this, sql);
    },
  });
}

if (isMainThread) await watchWrites();
