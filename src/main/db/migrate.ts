import type Database from 'better-sqlite3';
import { AppError } from '#shared/errors.ts';
import { spine } from './migrations/0001-spine.ts';
import { readIndexes } from './migrations/0002-read-indexes.ts';
import { acceptedProjections } from './migrations/0003-accepted-projections.ts';
import { breachPolicy } from './migrations/0004-breach-policy.ts';
import { attemptsOfOneTask } from './migrations/0005-attempts-of-one-task.ts';
import { rules } from './migrations/0006-rules.ts';
import { trash } from './migrations/0007-trash.ts';
import { trust } from './migrations/0008-trust.ts';
import { merges } from './migrations/0009-merges.ts';
import { baseResults } from './migrations/0010-base-results.ts';
import { baseOfARun } from './migrations/0011-base-of-a-run.ts';
import { databaseCopies } from './migrations/0012-database-copies.ts';
import { timeCaps } from './migrations/0013-time-caps.ts';

/** Migrations in order; the schema version is how many were applied. Never edited once released. */
const migrations: readonly string[] = [
  spine,
  readIndexes,
  acceptedProjections,
  breachPolicy,
  attemptsOfOneTask,
  rules,
  trash,
  trust,
  merges,
  baseResults,
  baseOfARun,
  databaseCopies,
  timeCaps,
];

export const SCHEMA_VERSION = migrations.length;

/**
 * Brings the file to this version's schema, each step in its own transaction. Throws `storage` for
 * a newer file.
 */
export function migrate(db: Database.Database): void {
  const current = db.pragma('user_version', { simple: true }) as number;
  if (current > SCHEMA_VERSION) {
    throw new AppError(
      'storage',
      `The ledger was written by a newer Slipway (schema ${current}; this one supports ${SCHEMA_VERSION}). Install the newer version, or choose another data folder with --data.`,
    );
  }
  for (let version = current; version < SCHEMA_VERSION; version += 1) {
    db.exec('BEGIN IMMEDIATE');
    db.exec(migrations[version] ?? '');
    db.pragma(`user_version = ${version + 1}`);
    db.exec('COMMIT');
  }
}
