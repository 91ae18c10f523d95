import type { DatabaseCopyRow } from '../db/database-copies.ts';
import type { Execution, Ledger, Settings, Upkeep } from '../dispatch/spine.ts';
import { makeScratch } from '../dispatch/make-scratch.ts';

type Parts = Ledger & Settings & Execution & Upkeep;

/** Says of each database that was about to be written when the engine ended what it holds now. */
export async function settleDatabases(spine: Parts): Promise<void> {
  for (const row of spine.store.read.databaseCopies.listOpen()) await settleDatabase(spine, row);
}

/**
 * SQLite wrote all of it or nothing. One that cannot be looked at is as it was: taking and putting
 * back look again.
 */
export async function settleDatabase(spine: Parts, row: DatabaseCopyRow): Promise<void> {
  const folder = makeScratch(spine, `${row.task_id}.${row.attempt}.settle`);
  const { repo: root, path } = row;
  const digest = await spine.pools
    .aboutDatabase({ kind: 'digest_database', root, path, folder })
    .then((answer) => answer.digest)
    .catch((error: unknown) => {
      spine.log.warn({ err: error, run: row.run_id }, 'a database could not be looked at');
      return null;
    });
  const was = row.state === 'returning' ? 'taken' : 'kept';
  const now = digest === row.result_digest ? 'taken' : 'kept';
  const state = digest === row.result_digest || digest === row.original_digest ? now : was;
  await spine.store.commit.write((tx) =>
    tx.databaseCopies.move(row, { state, actor: row.actor, nowMs: tx.nowMs }),
  );
  await spine.pools.aboutDatabase({ kind: 'drop_copy', folder });
}
