import type { CallContext, Output, Parsed, pasContract } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors.ts';
import { notCompletedText } from '#shared/present/not-completed-text.ts';
import type { DatabaseRequest } from '#shared/messages/database.ts';
import type { CopyState, DatabaseCopyRow } from '../db/database-copies.ts';
import { requireRun } from '../dispatch/run-states.ts';
import type { Execution, Ledger, Settings, Upkeep } from '../dispatch/spine.ts';
import { makeScratch } from '../dispatch/make-scratch.ts';
import { answerOnce, writeKeyed } from '../runs/keyed-write.ts';
import { requireCopy, toWireCopy } from './database-copies.ts';
import { keptFolder } from './kept-folder.ts';
import { settleDatabase } from './settle-databases.ts';

type Move = Parsed<(typeof pasContract)['takeDatabase']>;
type Moved = Output<(typeof pasContract)['takeDatabase']>;
type Parts = Ledger & Settings & Execution & Upkeep;
type Replace = Extract<DatabaseRequest, { kind: 'replace_database' }>;

/** Puts the result of a completed run's migration into the original. */
export function takeDatabase(spine: Parts, input: Move, call: CallContext): Promise<Moved> {
  return move(spine, { operation: 'takeDatabase', input, call }, async (row) => {
    const { status } = requireRun(spine.store, row.run_id);
    if (status !== 'completed')
      throw new AppError('illegal_transition', notCompletedText(row.run_id, status));
    const { original_digest: holds } = row;
    await write(spine, row, { state: 'taking', actor: call.actor, by: 'result', holds });
    return 'taken';
  });
}

/** Puts back what the original held before. */
export function returnDatabase(spine: Parts, input: Move, call: CallContext): Promise<Moved> {
  return move(spine, { operation: 'returnDatabase', input, call }, async (row) => {
    const { result_digest: holds } = row;
    await write(spine, row, { state: 'returning', actor: call.actor, by: 'original', holds });
    return 'kept';
  });
}

interface Keyed {
  operation: 'takeDatabase' | 'returnDatabase';
  input: Move;
  call: CallContext;
}

function move(
  spine: Parts,
  keyed: Keyed,
  act: (row: DatabaseCopyRow) => Promise<'kept' | 'taken'>,
): Promise<Moved> {
  const { operation, input, call } = keyed;
  return answerOnce(spine, keyed, async () => {
    const run = requireRun(spine.store, input.run_id);
    const row = requireCopy(spine, input, operation === 'takeDatabase' ? 'kept' : 'taken');
    const state = await act(row);
    return writeKeyed<Moved>(spine, {
      ...keyed,
      effect: (tx) => {
        tx.databaseCopies.move(row, { state, actor: call.actor, nowMs: tx.nowMs });
        const data = { path: row.path, state, actor: call.actor };
        const { project_id: projectId, run_id: runId } = run;
        tx.events.append({ type: 'merge.database', projectId, runId, data }, tx.nowMs);
        return { run_id: runId, ...toWireCopy({ ...row, state }) };
      },
    });
  });
}

/** Written down before the file is touched, so that the next start knows where to look. */
async function write(
  spine: Parts,
  row: DatabaseCopyRow,
  { state, actor, by, holds }: { state: CopyState; actor: string } & Pick<Replace, 'by' | 'holds'>,
): Promise<void> {
  const folder = makeScratch(spine, `${row.task_id}.${row.attempt}.${state}`);
  const { repo: root, path } = row;
  await spine.store.commit.write((tx) =>
    tx.databaseCopies.move(row, { state, actor, nowMs: tx.nowMs }),
  );
  try {
    const keptIn = keptFolder(spine, row);
    await spine.pools.aboutDatabase({
      kind: 'replace_database',
      root,
      path,
      folder,
      keptIn,
      by,
      holds,
    });
  } catch (error) {
    await settleDatabase(spine, { ...row, state });
    throw error;
  } finally {
    await spine.pools.aboutDatabase({ kind: 'drop_copy', folder });
  }
}
