import Database from 'better-sqlite3';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pairRows } from '#core/databases/compare-rows.ts';
import { compareShapes } from '#core/databases/compare-shapes.ts';
import type { DatabaseShape } from '#core/databases/database-shape.ts';
import { AppError } from '#shared/errors.ts';
import type { DatabaseComparison } from '#shared/messages/database.ts';
import { countOf } from '#shared/present/format-count.ts';
import { readSqlFile } from './apply-sql-file.ts';
import { applySql, checkDatabase, type Checked } from './apply-sql.ts';
import { MOST_BYTES, MOST_MEGABYTES } from './most-bytes.ts';
import { readShape } from './read-shape.ts';
import { digestFile, settleFile } from './settle-file.ts';

interface Comparing {
  folder: string;
  worktree: string;
  expectedSchema: string | null;
}

/** Holds `result.db` of a folder against its `original.db`, and against an expected schema. */
export async function compareDatabases(comparing: Comparing): Promise<DatabaseComparison> {
  const [original, result] = ['original.db', 'result.db'].map((name) =>
    join(comparing.folder, name),
  ) as [string, string];
  if (!existsSync(result))
    throw new AppError('invalid_input', 'The migration left no database in its place.');
  settleFile(result, 'the migrated copy');
  // What is larger could be written into the original, and not be looked at or taken back there.
  if (statSync(result).size > MOST_BYTES)
    throw new AppError(
      'invalid_input',
      `The migrated copy has more than ${MOST_MEGABYTES} MB, which is the most that is taken. Migrate a smaller database, with some of its rows.`,
    );
  const before = await look(original);
  const after = await look(result);
  const expected = await expectedOf(comparing);
  return {
    damage: damageOf(before, after),
    changes: compareShapes(before.shape, after.shape),
    unexpected:
      expected === null || 'fault' in expected ? null : compareShapes(expected.shape, after.shape),
    expectedFault: expected !== null && 'fault' in expected ? expected.fault : null,
    rows: pairRows(before.shape, after.shape),
    digest: digestFile(result),
  };
}

interface Looked extends Checked {
  shape: DatabaseShape;
}

async function look(file: string): Promise<Looked> {
  try {
    return { shape: shapeOf(file), ...(await checkDatabase(readFileSync(file))) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new AppError('invalid_input', `The database cannot be read: ${why}.`);
  }
}

function shapeOf(file: string): DatabaseShape {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    db.pragma('trusted_schema = OFF');
    db.pragma('cell_size_check = ON');
    return readShape(db);
  } finally {
    db.close();
  }
}

/** What was wrong before is not held against the migration. */
function damageOf(before: Looked, after: Looked): string | null {
  if (after.damage !== null && before.damage === null)
    return `SQLite finds the migrated copy damaged: ${after.damage}`;
  const more = after.orphans.length - before.orphans.length;
  if (more <= 0) return null;
  const tables = [...new Set(after.orphans)].join(', ');
  return `after the migration ${countOf(more, 'row')} more than before have a foreign key that leads nowhere, in ${tables}`;
}

async function expectedOf({
  folder,
  worktree,
  expectedSchema,
}: Comparing): Promise<Pick<Looked, 'shape'> | { fault: string } | null> {
  if (expectedSchema === null) return null;
  const text = expectedSchema.trim();
  const isFile = /^\S+\.sql$/i.test(text);
  const name = isFile ? `“${text}”` : '`expected_schema`';
  const sql = isFile ? readSqlFile(worktree, text) : expectedSchema;
  const { bytes, fault } = await applySql(new Uint8Array(), sql);
  if (fault !== null || bytes === null)
    return { fault: `${name}, line ${fault?.line ?? 1}: ${fault?.message ?? 'it cannot be read'}` };
  const file = join(folder, 'expected.db');
  writeFileSync(file, bytes, { mode: 0o600 });
  return { shape: shapeOf(file) };
}
