import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Payload } from '#shared/payload.ts';
import { spawnServe } from '../testing/spawn-serve.ts';
import type { TestEngine } from '../testing/start-test-engine.ts';
import { useEngines } from '../testing/use-engines.ts';

const { start, repoOf, dataDir } = useEngines({ synthetic: false });

const run = { project_id: 1, run_id: 'r' };

const SCHEMA = `
CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE notes (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users(id), body TEXT);
CREATE INDEX notes_by_user ON notes(user_id);
`;

/** A repository with a database that git does not know, as a program makes it. */
function repository(
  files: Record<string, string>,
  mode = 'delete',
): { repo: string; file: string } {
  const repo = repoOf({ '.gitignore': 'app.db*\n', 'README.md': 'x\n', ...files });
  const file = join(repo, 'app.db');
  const db = new Database(file);
  db.pragma(`journal_mode = ${mode}`);
  db.exec(SCHEMA);
  const [user, note] = [
    db.prepare('INSERT INTO users (name) VALUES (?)'),
    db.prepare('INSERT INTO notes (user_id, body) VALUES (?, ?)'),
  ];
  for (let each = 1; each <= 20; each += 1) {
    user.run(`user ${each}`);
    note.run(each, 'text');
  }
  db.close();
  return { repo, file };
}

/** Everything beside a database that begins with its name, with digest and times. */
function beside(file: string): unknown {
  return readdirSync(dirname(file))
    .filter((name) => name.startsWith(basename(file)))
    .map((name) => {
      const path = join(dirname(file), name);
      const { mtimeMs, ino, mode } = statSync(path);
      return {
        name,
        mtimeMs,
        ino,
        mode,
        sha: createHash('sha256').update(readFileSync(path)).digest('hex'),
      };
    });
}

async function migrated(repo: string, payload: Payload, ...states: string[]): Promise<TestEngine> {
  const engine = await start({ repo });
  await engine.pas.submitJobcard({ ...run, lane: 'Data-Schema', payload });
  await engine.pas.startRun(run);
  await engine.untilRun(
    'r',
    ...(states.length === 0 ? ['completed', 'needs_review', 'failed'] : states),
  );
  return engine;
}

async function gates(engine: TestEngine) {
  const { gates: all } = await engine.pas.runStatus({ run_id: 'r' });
  return Object.fromEntries(all.map((gate) => [gate.kpi_name, gate]));
}

const reasonOf = async (engine: TestEngine): Promise<string> =>
  (await engine.pas.runStatus({ run_id: 'r' })).tasks[0]?.reason ?? '';

describe('a card with migration and database', () => {
  test.each(['delete', 'wal'])(
    'DATA-1: runs a file of SQL on a copy (journal mode %s); the original stays byte for byte what it was',
    async (mode) => {
      const sql =
        'ALTER TABLE users ADD COLUMN email TEXT;\nCREATE VIEW names AS SELECT name FROM users;\n';
      const { repo, file } = repository({ 'm.sql': sql }, mode);
      const before = beside(file);
      const engine = await migrated(repo, {
        migration: 'm.sql',
        database: 'app.db',
        expected_schema: `${SCHEMA}CREATE VIEW names AS SELECT name FROM users; ALTER TABLE users ADD COLUMN email text;`,
      });
      expect(await gates(engine)).toMatchObject({
        schema_diff: { state: 'pass', value: 0 },
        migration_success: { state: 'pass', value: true },
        row_count_delta: { state: 'pass', value: 0 },
      });
      expect((await engine.pas.runStatus({ run_id: 'r' })).status).toBe('completed');
      expect(beside(file)).toEqual(before);
    },
  );

  test('DATA-2: whose third statement fails is red with file, line and statement; nothing is kept', async () => {
    const sql =
      '-- users\nALTER TABLE users ADD COLUMN email TEXT;\nDELETE FROM notes;\n\n-- and\nINSERT INTO nowhere\n  VALUES (1);\n';
    const { repo, file } = repository({ 'migrations/2.sql': sql });
    const before = beside(file);
    const engine = await migrated(repo, { migration: 'migrations/2.sql', database: 'app.db' });
    expect(await gates(engine)).toMatchObject({
      migration_success: { state: 'fail', value: false },
      schema_diff: { state: 'not_measured' },
      row_count_delta: { state: 'not_measured' },
    });
    expect(await reasonOf(engine)).toMatch(
      /^migrations\/2\.sql, line 6: no such table: nowhere\. INSERT INTO nowhere\s+VALUES \(1\)/,
    );
    expect(beside(file)).toEqual(before);
    expect(readdirSync(engine.dataDir)).not.toContain('databases');
    expect(readdirSync(join(engine.dataDir, 'scratch'))).toEqual([]);
  });

  test('DATA-3: that drops a table shows it, and all its rows are gone from row_count_delta', async () => {
    const { repo } = repository({ 'm.sql': 'DROP TABLE notes; DELETE FROM users WHERE id > 18;' });
    const engine = await migrated(repo, { migration: 'm.sql', database: 'app.db' });
    const { schema_diff, row_count_delta } = await gates(engine);
    expect(row_count_delta).toMatchObject({ state: 'fail', value: 1 });
    expect(row_count_delta?.evidence?.reason).toContain('notes 20 → gone; users 20 → 18');
    expect(schema_diff).toMatchObject({ state: 'unverified', value: 2 });
    expect(schema_diff?.evidence?.reason).toMatch(
      /table notes removed .*index notes_by_user on notes removed/,
    );
  });

  test('DATA-4: by a command that finds the copy at the path of the original', async () => {
    const script =
      "import sqlite3, os\nc = sqlite3.connect(os.path.join(os.getcwd(), 'app.db'))\nc.execute('PRAGMA journal_mode=WAL')\nc.execute('CREATE TABLE tags (name TEXT)')\nc.execute(\"INSERT INTO tags VALUES ('a')\")\nc.commit()\nprint(c.execute('SELECT count(*) FROM users').fetchone())\nopen('left.txt', 'w').write('x')\n";
    const { repo, file } = repository({ 'migrate.py': script });
    const before = beside(file);
    const engine = await migrated(repo, { migration: 'python3 migrate.py', database: './app.db' });
    expect(await gates(engine)).toMatchObject({
      migration_success: { state: 'pass', value: true, evidence: { exit_code: 0 } },
      schema_diff: { state: 'unverified', value: 1 },
      row_count_delta: { state: 'pass', value: 0 },
    });
    expect(beside(file)).toEqual(before);
    expect(readdirSync(repo)).not.toContain('left.txt');
  });

  test('DATA-5: that leaves rows whose foreign key leads nowhere did not succeed', async () => {
    const { repo } = repository({ 'm.sql': 'DELETE FROM users WHERE id = 3;' });
    const engine = await migrated(repo, { migration: 'm.sql', database: 'app.db' });
    expect(await gates(engine)).toMatchObject({ migration_success: { state: 'fail' } });
    expect(await reasonOf(engine)).toContain('1 row more than before have a foreign key');
  });

  test('DATA-6: sees what a program that has the file open wrote into its log, and takes no lock', async () => {
    const { repo, file } = repository(
      { 'm.sql': 'CREATE TABLE more AS SELECT * FROM users;' },
      'wal',
    );
    const open = new Database(file);
    try {
      open.prepare('DELETE FROM notes WHERE id > 19').run();
      const before = beside(file);
      const engine = await migrated(repo, { migration: 'm.sql', database: file });
      expect((await gates(engine)).migration_success).toMatchObject({ state: 'pass' });
      expect((await gates(engine)).row_count_delta).toMatchObject({ state: 'pass', value: 0 });
      expect(beside(file)).toEqual(before);
    } finally {
      open.close();
    }
  });

  test('DATA-7: whose SQL attaches a file of the machine reaches none, and one that never ends is ended', async () => {
    const { repo } = repository({
      'attach.sql': "VACUUM;\nATTACH '../taken.db' AS t;\nCREATE TABLE t.x (y);",
      'loop.sql':
        'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c;',
    });
    const engine = await start({ repo });
    const submit = (migration: string, timeout_s: number) =>
      engine.pas.submitJobcard({
        ...run,
        lane: 'Data-Schema',
        payload: { migration, database: 'app.db', timeout_s },
      });
    await submit('attach.sql', 60);
    await submit('loop.sql', 2);
    await engine.pas.startRun(run);
    await engine.untilRun('r', 'needs_review', 'failed');
    const { tasks } = await engine.pas.runStatus({ run_id: 'r' });
    expect(tasks.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('attach.sql, line 2: not authorized'),
      'the migration did not end within 2 s',
    ]);
    expect(readdirSync(dirname(repo))).not.toContain('taken.db');
  });
});

test.each([
  ['there is none', { database: 'gone.db' }, /There is no “gone\.db” in the checkout/],
  ['it is no database', { database: 'README.md' }, /not a file of SQLite, or it is encrypted/],
  ['it is a folder', { database: 'folder' }, /“folder” is a folder/],
  ['it is a link', { database: 'link.db' }, /is a link and is not followed/],
  ['it lies elsewhere', { database: '../other.db' }, /is no path of a file in the repository/],
  ['it is too large', { database: 'large.db' }, /more than 256 MB/],
  ['no migration is named', {}, /needs `migration`/],
  ['the SQL is not in a file', { migration: 'DROP TABLE users' }, /Write the SQL into a file/],
  [
    'there is no such file of SQL',
    { migration: 'no.sql' },
    /There is no “no\.sql” in the run's worktree/,
  ],
  ['it needs a shell', { migration: 'a && b' }, /needs a shell/],
  [
    'it is another database',
    { migration: 'm.sql', database: 'postgres://h/x' },
    /Only files of SQLite/,
  ],
])('DATA-8: a card is refused with one sentence when %s', async (_, payload, sentence) => {
  const { repo } = repository({ 'm.sql': 'SELECT 1;' });
  mkdirSync(join(repo, 'folder'));
  symlinkSync('/etc/hostname', join(repo, 'link.db'));
  writeFileSync(join(repo, 'large.db'), '');
  truncateSync(join(repo, 'large.db'), 257 * 1_048_576);
  const isBare = Object.keys(payload).length === 0;
  const card = { database: 'app.db', ...(isBare ? {} : { migration: 'm.sql' }), ...payload };
  const engine = await migrated(repo, card);
  expect(await reasonOf(engine)).toMatch(sentence);
});

test('DATA-1: an engine that is killed in the middle of a migration leaves the original as it was, and nothing of the copy', async () => {
  const endless =
    'DELETE FROM notes; WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c;';
  const { repo, file } = repository({ 'm.sql': endless });
  const before = beside(file);
  const folder = dataDir();
  const served = await spawnServe(folder, { args: ['--repo', repo] });
  const payload = { migration: 'm.sql', database: 'app.db' };
  const { task_id } = await served.pas.submitJobcard({ ...run, lane: 'Data-Schema', payload });
  await served.pas.startRun(run);
  // The copy is there: the migration runs, and does not end.
  const copy = join(folder, 'scratch', `${task_id}.1.database`, 'original.db');
  await expect.poll(() => existsSync(copy), { timeout: 120_000 }).toBe(true);
  await served.kill();
  expect(beside(file)).toEqual(before);
  const next = await start({ dataDir: folder, repo });
  await next.pas.terminateRun({ run_id: 'r' });
  await next.untilTask(task_id, 'failed', 'skipped');
  expect(beside(file)).toEqual(before);
  expect(existsSync(copy)).toBe(false);
  expect(readdirSync(folder)).not.toContain('databases');
});
