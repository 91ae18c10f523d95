import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openDatabaseThreads } from './database-threads.ts';

/** Its check works out an expression for every row, which would take hours. */
function makeSlow(file: string): void {
  const db = new Database(file);
  db.unsafeMode();
  db.exec('CREATE TABLE notes (x)');
  db.exec(
    'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 100000) INSERT INTO notes SELECT x FROM c',
  );
  db.pragma('writable_schema = ON');
  db.exec(
    "UPDATE sqlite_schema SET sql = 'CREATE TABLE notes (x, y AS (length(hex(zeroblob(10000000)))) NOT NULL)'",
  );
  db.close();
}

test('DATA-7: a result whose check does not end is given up when its time is over', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-threads-'));
  for (const name of ['original.db', 'result.db']) makeSlow(join(folder, name));
  const threads = openDatabaseThreads(process.env);
  const request = { folder, worktree: folder, expectedSchema: null };
  const compared = threads.aboutDatabase(
    { kind: 'compare_databases', ...request },
    AbortSignal.timeout(3000),
  );
  await expect(compared).rejects.toThrow('timeout');
  await Promise.all(threads.pools.map((pool) => pool.destroy()));
  rmSync(folder, { recursive: true });
});
