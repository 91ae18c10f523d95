import Database from 'better-sqlite3';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { replaceDatabase, type Replacing } from './replace-database.ts';
import { digestFile, settleFile } from './settle-file.ts';

let folder: string;
let replacing: Replacing;

function fill(file: string, name: string): void {
  const db = new Database(file);
  db.exec('CREATE TABLE names (name TEXT)');
  db.prepare('INSERT INTO names VALUES (?)').run(name);
  db.close();
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-replace-'));
  const [root, keptIn] = [join(folder, 'repo'), join(folder, 'kept')];
  for (const made of [root, keptIn, join(folder, 'scratch')]) mkdirSync(made);
  fill(join(root, 'app.db'), 'old');
  fill(join(keptIn, 'result.db'), 'new');
  fill(join(folder, 'mine.db'), 'mine');
  copyFileSync(join(root, 'app.db'), join(keptIn, 'original.db'));
  settleFile(join(keptIn, 'original.db'), 'app.db');
  const holds = digestFile(join(keptIn, 'original.db'));
  replacing = {
    root,
    path: 'app.db',
    keptIn,
    folder: join(folder, 'scratch'),
    by: 'result',
    holds,
  };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['a link to another database', symlinkSync],
  ['another database', (from: string, to: string) => renameSync(from, to)],
])(
  'DATA-11: %s that took the place of the original meanwhile is not written into',
  async (_, place) => {
    const [file, mine] = [join(replacing.root, 'app.db'), join(folder, 'mine.db')];
    const before = readFileSync(mine);
    const replaced = replaceDatabase(replacing, () => {
      rmSync(file);
      place(mine, file);
    });
    await expect(replaced).rejects.toThrow(/took the place of “app\.db” meanwhile/);
    expect(readFileSync(file).equals(before)).toBe(true);
  },
);

test('DATA-11: what nobody replaced is written into', async () => {
  await replaceDatabase(replacing);
  const db = new Database(join(replacing.root, 'app.db'));
  expect(db.prepare('SELECT name FROM names').pluck().get()).toBe('new');
  db.close();
});
