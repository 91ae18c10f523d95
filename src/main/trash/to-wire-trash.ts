import type { DeletionContents, TrashItem } from '#shared/contract/trash-schemas.ts';
import { AppError } from '#shared/errors.ts';
import type { Reads } from '../db/reads.ts';
import type { TrashRow } from '../db/trash.ts';
import { iso } from '../runs/wire.ts';
import { removedAtMs, trashDays } from './trash-days.ts';

/** A row of the trash as the contract shows it. */
export function toWireTrash(from: { read: Reads }, row: TrashRow): TrashItem {
  return {
    trash_id: row.trash_id,
    kind: row.kind,
    project_id: row.project_id,
    run_id: row.run_id,
    name: row.name,
    goes: JSON.parse(row.contents) as DeletionContents,
    deleted_at: iso(row.deleted_at),
    deleted_by: row.actor,
    removed_at: iso(removedAtMs(row.deleted_at, trashDays(from))),
    problem: row.problem,
  };
}

/** The item while it can be restored, or `unknown_trash` with what to do. */
export function requireTrash(from: { read: Reads }, trashId: number): TrashRow {
  const row = from.read.trash.get(trashId);
  if (row !== undefined && IN_TRASH.has(row.state)) return row;
  throw new AppError(
    'unknown_trash',
    row?.state === 'emptying' || row?.state === 'emptied'
      ? `Item ${trashId} was removed from the trash for good.`
      : `There is no item ${trashId} in the trash. “vp trash list” shows what is.`,
  );
}

const IN_TRASH: ReadonlySet<TrashRow['state']> = new Set(['deleting', 'kept', 'restoring']);
