import type { TrashRow } from '../db/trash.ts';
import type { Disposal, Execution, Ledger, Settings, Upkeep } from '../dispatch/spine.ts';
import { moveFile } from './move-file.ts';
import { filesOf, worktreesOf } from './trash-places.ts';

type Moving = Ledger & Settings & Execution & Upkeep & Disposal;

/**
 * Moves worktrees, logs and passports of a deletion into its folder, where that is not done yet.
 * What cannot be moved stays where it is; the item says why, and the next sweep tries again.
 */
export function moveToTrash(spine: Moving, trashId: number): Promise<void> {
  return spine.trash.inTurn(trashId, () => moveNow(spine, trashId));
}

/** The same inside the item's turn. */
export async function moveNow(spine: Moving, trashId: number): Promise<void> {
  const item = spine.store.read.trash.get(trashId);
  if (item?.state !== 'deleting') return;
  const problem = await moveAll(spine, item);
  if (spine.life.isStopping()) return;
  const state = problem === null ? 'kept' : 'deleting';
  await spine.store.commit.write((tx) => tx.trash.setState(trashId, state, problem));
}

async function moveAll(spine: Moving, item: TrashRow): Promise<string | null> {
  let problem: string | null = null;
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!spine.life.isStopping())
        spine.log.warn({ err: error, trash: item.trash_id }, 'not all could be moved to the trash');
      problem ??= error instanceof Error ? error.message : String(error);
    }
  };
  for (const { path: worktree, repo, branch, run_id: runId, place } of worktreesOf(spine, item)) {
    spine.worktrees.forget(runId);
    const ref = `refs/slipway/trash/${branch}-${item.deleted_at}`;
    const wanted = { kind: 'trash_worktree', repo, worktree, branch, place, ref } as const;
    await attempt(() => spine.pools.ask(wanted));
  }
  await spine.logs.flush();
  for (const { home, place } of filesOf(spine, item)) await attempt(() => moveFile(home, place));
  return problem;
}
