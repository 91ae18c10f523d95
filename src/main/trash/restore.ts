import { rm } from 'node:fs/promises';
import type { CallContext, Output, Parsed, pasContract } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors.ts';
import type { TrashRow } from '../db/trash.ts';
import type { Tx } from '../db/transactions.ts';
import { inTrash } from '../dispatch/run-states.ts';
import type { Disposal, Execution, Ledger, Settings, Upkeep } from '../dispatch/spine.ts';
import { answerOnce, writeKeyed } from '../runs/keyed-write.ts';
import { moveFile } from './move-file.ts';
import { placesIn } from './places-in.ts';
import { requireTrash } from './to-wire-trash.ts';
import { filesOf, folderOf, worktreesOf } from './trash-places.ts';

type Restore = Parsed<(typeof pasContract)['restoreFromTrash']>;
type Restored = Output<(typeof pasContract)['restoreFromTrash']>;
type Restoring = Ledger & Settings & Execution & Upkeep & Disposal;

/** Brings a deleted run or project back as it was. */
export async function restoreFromTrash(
  spine: Restoring,
  input: Restore,
  call: CallContext,
): Promise<Restored> {
  return answerOnce(spine, { operation: 'restoreFromTrash', input, call }, () =>
    spine.trash.inTurn(input.trash_id, async () => {
      const known = spine.store.read.trash.get(input.trash_id);
      if (known?.state === 'clearing' || known?.state === 'restored')
        return { ...toRestored(known), idempotent_replay: true };
      const item = requireTrash(spine.store, input.trash_id);
      requireProjectThere(spine, item);
      await bringBack(spine, item);
      const answer = await writeKeyed<Restored>(spine, {
        operation: 'restoreFromTrash',
        input,
        call,
        effect: (tx) => show(tx, item, call.actor),
      });
      await clear(spine, item);
      return answer;
    }),
  );
}

/** Goes on with a restore that a crash cut short. Inside the item's turn. */
export async function finishRestore(spine: Restoring, item: TrashRow): Promise<void> {
  if (item.state === 'restoring') {
    await bringBack(spine, item);
    await spine.store.commit.write((tx) => show(tx, item, 'local'));
  }
  await clear(spine, item);
}

/** A run of a project that is in the trash itself would be nowhere to be seen. */
function requireProjectThere(spine: Ledger, item: TrashRow): void {
  const project = spine.store.read.projects.get(item.project_id);
  if (item.kind === 'project' || project === undefined || project.trash_id === null) return;
  throw new AppError(
    'in_trash',
    `The run belongs to a project that was deleted after it. ${inTrash(`Project ${item.project_id}`, project.trash_id)}`,
  );
}

async function bringBack(spine: Restoring, item: TrashRow): Promise<void> {
  const { commit } = spine.store;
  await commit.write((tx) => tx.trash.setState(item.trash_id, 'restoring', null));
  try {
    for (const { run_id: runId, place } of worktreesOf(spine, item)) {
      await spine.pools.ask({ kind: 'restore_worktree', place });
      spine.worktrees.forget(runId);
    }
    for (const { home, place } of filesOf(spine, item)) await moveFile(place, home);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    // What is back already goes to the trash again with the next sweep.
    if (!spine.life.isStopping())
      await commit.write((tx) => tx.trash.setState(item.trash_id, 'deleting', why));
    throw error instanceof AppError ? new AppError('illegal_transition', why) : error;
  }
}

function show(tx: Tx, item: TrashRow, actor: string): Restored {
  const { project_id: projectId, trash_id: trashId } = item;
  const data = { trash_id: trashId, actor };
  const runs = tx.read.trash.runsOf(trashId);
  tx.trash.show(trashId);
  tx.trash.setState(trashId, 'clearing', null);
  const type = 'trash.restored';
  if (item.kind === 'project') tx.events.append({ type, projectId, data }, tx.nowMs);
  for (const runId of runs) tx.events.append({ type, projectId, runId, data }, tx.nowMs);
  return toRestored(item);
}

function toRestored({ trash_id, kind, project_id, run_id, name }: TrashRow): Restored {
  return { trash_id, kind, project_id, run_id, name };
}

/** Everything is back: its place in the trash goes, and the refs that held the work. */
async function clear(spine: Restoring, item: TrashRow): Promise<void> {
  for (const place of await placesIn(folderOf(spine, item)))
    await spine.pools.ask({ kind: 'drop_kept', place });
  await rm(folderOf(spine, item), { recursive: true, force: true });
  await spine.store.commit.write((tx) => tx.trash.setState(item.trash_id, 'restored', null));
}
