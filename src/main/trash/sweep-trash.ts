import type { TrashRow } from '../db/trash.ts';
import type { Disposal, Execution, Ledger, Settings, Upkeep } from '../dispatch/spine.ts';
import { emptyDue, finishEmptying } from './empty.ts';
import { moveNow } from './move-to-trash.ts';
import { removeOldArchives } from './remove-old-archives.ts';
import { finishRestore } from './restore.ts';
import { returnUnknown } from './return-unknown.ts';
import { dueUntilMs, trashDays } from './trash-days.ts';
import { trashFolder } from './trash-places.ts';

type Sweeping = Ledger & Settings & Execution & Upkeep & Disposal;

/**
 * Finishes what a crash or an obstacle cut short, and removes what has lain in the trash for its
 * days. What goes wrong with one item keeps no other from its turn, and is tried again next time.
 */
export function sweepTrash(spine: Sweeping): Promise<void> {
  return spine.trash.inTurn(WHOLE, () => sweepNow(spine));
}

/** No item has this number: two sweeps at once would take things out of each other's hands. */
const WHOLE = 0;

async function sweepNow(spine: Sweeping): Promise<void> {
  const { trash } = spine.store.read;
  await attempt(spine, 'unknown', () => returnUnknown(spine));
  for (const item of trash.listUnfinished())
    await attempt(spine, item.trash_id, () => finish(spine, item.trash_id));
  const untilMs = dueUntilMs(spine.clock.nowMs(), trashDays(spine.store));
  await attempt(spine, 'archives', () =>
    removeOldArchives(trashFolder(spine.options.dataDir), untilMs),
  );
  for (const { trash_id: id } of trash.listDeletedUntil(untilMs))
    await attempt(spine, id, () => spine.trash.inTurn(id, () => emptyDue(spine, id)));
  for (const repo of trash.repositories())
    await attempt(spine, repo, () =>
      spine.pools.ask({ kind: 'drop_old_snapshots', repo, untilMs, held: heldRefs(spine) }),
    );
}

async function attempt(
  spine: Upkeep,
  what: number | string,
  work: () => Promise<unknown>,
): Promise<void> {
  if (spine.life.isStopping()) return;
  try {
    await work();
  } catch (error) {
    if (!spine.life.isStopping())
      spine.log.warn({ err: error, trash: what }, 'the trash could not be put in order');
  }
}

function finish(spine: Sweeping, trashId: number): Promise<void> {
  return spine.trash.inTurn(trashId, async () => {
    const item = spine.store.read.trash.get(trashId);
    if (item === undefined) return;
    if (item.state === 'deleting') await moveNow(spine, trashId);
    else if (item.state === 'emptying') await finishEmptying(spine, trashId, 'local');
    else if (item.state === 'restoring' || item.state === 'clearing')
      await finishRestore(spine, item);
  });
}

/** When items were deleted that are still there: their refs end with that time. */
function heldRefs(spine: Ledger): number[] {
  const { trash } = spine.store.read;
  const all: TrashRow[] = [...trash.list(-1), ...trash.listUnfinished()];
  return all.map((item) => item.deleted_at);
}
