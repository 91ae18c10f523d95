import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { applySqlFile, readSqlFile } from './apply-sql-file.ts';
import { applySql } from './apply-sql.ts';
import { compareDatabases } from './compare-databases.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-sql-'));
  const db = new Database(join(folder, 'original.db'));
  db.exec('CREATE TABLE names (name TEXT)');
  db.close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function faultOf(sql: string): Promise<unknown> {
  return (await applySql(new Uint8Array(), sql)).fault;
}

describe('DATA-8: “what cannot be copied or migrated is refused with one sentence”', () => {
  test('a zero byte ends nothing halfway, and does not go on for ever', async () => {
    expect(await faultOf('CREATE TABLE a (x);\nCREATE TABLE b (x);\0DROP TABLE a;')).toMatchObject({
      line: 2,
      message: 'a zero byte, where SQLite would stop reading',
    });
  });

  test.each([
    ['Latin-1', Buffer.from("INSERT INTO names VALUES ('Müller')", 'latin1')],
    ['UTF-16', Buffer.from('\uFEFFCREATE TABLE a (x);', 'utf16le')],
  ])('a file in %s does not write other words than it has', (_, bytes) => {
    writeFileSync(join(folder, 'm.sql'), bytes);
    expect(() => readSqlFile(folder, 'm.sql')).toThrow(/“m\.sql” is not in UTF-8.*Save it/);
  });

  test('a mark at the beginning and line ends of Windows are nothing', async () => {
    expect(await faultOf('\uFEFFCREATE TABLE a (x);\r\nINSERT INTO a VALUES (1);\r\n')).toBeNull();
  });
});

describe('a migrated copy that is too large to be looked at again', () => {
  const FILL =
    'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 300) INSERT INTO names SELECT zeroblob(1000000) FROM n;';

  test('fails at the statement that makes it so, by a file of SQL', async () => {
    writeFileSync(join(folder, 'm.sql'), FILL);
    const { fault } = await applySqlFile({ folder, worktree: folder, file: 'm.sql' });
    expect(fault?.message).toBe('database or disk is full: a copy has 256 MB at most');
  });

  test('and so does what is kept in temporary tables', async () => {
    const more = FILL.replace('300', '3000').replace('names', 'big');
    writeFileSync(join(folder, 'm.sql'), `CREATE TEMP TABLE big (x);${more}`);
    const { fault } = await applySqlFile({ folder, worktree: folder, file: 'm.sql' });
    expect(fault?.message).toBe('out of memory: a copy has 256 MB at most');
  });

  test('is refused before anybody can take it, by a command', async () => {
    const db = new Database(join(folder, 'result.db'));
    db.exec('CREATE TABLE names (name TEXT)');
    db.close();
    truncateSync(join(folder, 'result.db'), 257 * 1_048_576);
    const compared = compareDatabases({ folder, worktree: folder, expectedSchema: null });
    await expect(compared).rejects.toThrow(/has more than 256 MB/);
  });
});
