import Database from 'better-sqlite3';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { TestEngine } from '../testing/start-test-engine.ts';
import { useEngines } from '../testing/use-engines.ts';

const { start, repoOf } = useEngines({ synthetic: false });

const run = { project_id: 1, run_id: 'r' };

/** 20 rows. */
function fill(file: string, mode: string): void {
  const db = new Database(file);
  db.pragma(`journal_mode = ${mode}`);
  db.exec('CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT)');
  const insert = db.prepare('INSERT INTO users (name) VALUES (?)');
  for (let each = 0; each < 20; each += 1) insert.run(`user ${each}`);
  db.close();
}

/** A completed run that adds a table to a database of 20 rows. */
async function migrated(
  mode: string,
  sql = 'CREATE TABLE tags (name TEXT); UPDATE users SET name = upper(name);',
): Promise<{ engine: TestEngine; file: string }> {
  const repo = repoOf({ '.gitignore': 'app.db*\n', 'm.sql': sql });
  const file = join(repo, 'app.db');
  if (mode === 'none') writeFileSync(file, '');
  else fill(file, mode);
  const engine = await start({ repo });
  const payload = { migration: 'm.sql', database: 'app.db' };
  await engine.pas.submitJobcard({ ...run, lane: 'Data-Schema', payload });
  await engine.pas.startRun(run);
  await engine.untilRun('r', 'completed', 'needs_review');
  return { engine, file };
}

function ask(file: string, sql: string): unknown {
  const db = new Database(file, { readonly: true });
  try {
    return db.prepare(sql).pluck().get();
  } finally {
    db.close();
  }
}

function write(file: string, sql: string): void {
  const db = new Database(file);
  db.exec(sql);
  db.close();
}

const CHANGED = /Nothing was changed: “app\.db” is not what it was any more/;
const FIRST = 'SELECT name FROM users';
const stateOf = async (engine: TestEngine): Promise<unknown> =>
  (await engine.pas.runOutcome({ run_id: 'r' })).databases.map(({ state }) => state);

describe('DATA-11: the result of a migration', () => {
  test.each(['delete', 'wal'])(
    'is put into the original, which keeps its file and its mode (%s), and what it held comes back',
    async (mode) => {
      const { engine, file } = await migrated(mode);
      const { ino } = statSync(file);
      expect(ask(file, FIRST)).toBe('user 0');
      expect(await engine.pas.takeDatabase({ run_id: 'r' })).toMatchObject({
        path: 'app.db',
        state: 'taken',
        changes: ['table tags added (name)', 'rows of tags new → 0'],
      });
      expect([ask(file, FIRST), ask(file, 'SELECT count(*) FROM tags')]).toEqual(['USER 0', 0]);
      expect([statSync(file).ino, ask(file, 'PRAGMA journal_mode')]).toEqual([ino, mode]);
      expect(await stateOf(engine)).toEqual(['taken']);
      await expect(engine.pas.takeDatabase({ run_id: 'r' })).rejects.toThrow(/taken already/);
      await engine.pas.returnDatabase({ run_id: 'r' });
      expect(ask(file, FIRST)).toBe('user 0');
      expect(await stateOf(engine)).toEqual(['kept']);
    },
  );

  test('is seen by a program that has the file open all the time', async () => {
    const { engine, file } = await migrated('delete');
    const open = new Database(file);
    expect(open.prepare(FIRST).pluck().get()).toBe('user 0');
    await engine.pas.takeDatabase({ run_id: 'r' });
    expect(open.prepare(FIRST).pluck().get()).toBe('USER 0');
    open.close();
  });

  test.each(['delete', 'wal'])(
    'is refused where the original was written since (%s), and so is putting back',
    async (mode) => {
      const { engine, file } = await migrated(mode);
      await engine.pas.takeDatabase({ run_id: 'r' });
      write(file, "UPDATE users SET name = 'mine' WHERE id = 2");
      await expect(engine.pas.returnDatabase({ run_id: 'r' })).rejects.toThrow(CHANGED);
      expect(ask(file, 'SELECT name FROM users WHERE id = 2')).toBe('mine');
      expect(await stateOf(engine)).toEqual(['taken']);
    },
  );

  test('is refused where the original was written while the result waited', async () => {
    const { engine, file } = await migrated('wal');
    write(file, "UPDATE users SET name = 'mine' WHERE id = 2");
    await expect(engine.pas.takeDatabase({ run_id: 'r' })).rejects.toThrow(CHANGED);
    expect(ask(file, 'SELECT name FROM users WHERE id = 2')).toBe('mine');
    expect(await stateOf(engine)).toEqual(['kept']);
  });

  test.each(['delete', 'wal'])(
    'is refused while another program holds a lock (%s)',
    async (mode) => {
      const { engine, file } = await migrated(mode);
      const other = new Database(file);
      other.exec('BEGIN IMMEDIATE');
      await expect(engine.pas.takeDatabase({ run_id: 'r' })).rejects.toThrow(
        /another program holds a lock on “app\.db”/,
      );
      other.exec('ROLLBACK');
      other.close();
      expect(ask(file, FIRST)).toBe('user 0');
      await engine.pas.takeDatabase({ run_id: 'r' });
      expect(ask(file, FIRST)).toBe('USER 0');
    },
  );

  test('is put into a file that nothing was written to yet, and out of it again', async () => {
    const { engine, file } = await migrated('none', 'CREATE TABLE tags (name TEXT);');
    await engine.pas.takeDatabase({ run_id: 'r' });
    expect(ask(file, 'SELECT count(*) FROM tags')).toBe(0);
    await engine.pas.returnDatabase({ run_id: 'r' });
    expect(ask(file, 'SELECT count(*) FROM sqlite_schema')).toBe(0);
  });

  test('is not taken from a run that waits for a review', async () => {
    const { engine, file } = await migrated('delete', 'DELETE FROM users WHERE id > 10;');
    await expect(engine.pas.takeDatabase({ run_id: 'r' })).rejects.toThrow(
      /needs your review first/,
    );
    await engine.pas.overrideRun({ run_id: 'r', reason: 'they are old', scope: 'run' });
    await engine.pas.takeDatabase({ run_id: 'r' });
    expect(ask(file, 'SELECT count(*) FROM users')).toBe(10);
  });

  test.each([
    ['before it wrote', false, 'kept'],
    ['after it wrote', true, 'taken'],
  ])('is what the file holds when the engine ended %s', async (_, hasWritten, state) => {
    const { engine, file } = await migrated('delete');
    if (hasWritten) await engine.pas.takeDatabase({ run_id: 'r' });
    await engine.stop();
    const ledger = new Database(join(engine.dataDir, 'ledger.db'));
    ledger.exec("UPDATE database_copies SET state = 'taking'");
    ledger.close();
    const next = await start({ dataDir: engine.dataDir });
    expect(await stateOf(next)).toEqual([state]);
    expect(ask(file, FIRST)).toBe(hasWritten ? 'USER 0' : 'user 0');
  });

  test('goes to the trash with its run, and comes back with it', async () => {
    const { engine } = await migrated('delete');
    const kept = join(engine.dataDir, 'databases');
    expect(readdirSync(kept)).toHaveLength(1);
    const { trash_id } = await engine.pas.deleteRun({ run_id: 'r' });
    await expect.poll(() => readdirSync(kept)).toEqual([]);
    await engine.pas.restoreFromTrash({ trash_id });
    await expect.poll(() => readdirSync(kept)).toHaveLength(1);
  });
});
