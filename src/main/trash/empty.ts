import { rm } from 'node:fs/promises';
import type { CallContext, Output, Parsed, pasContract } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors.ts';
import type { TrashRow } from '../db/trash.ts';
import type { Disposal, Execution, Ledger, Settings, Upkeep } from '../dispatch/spine.ts';
import { writeKeyed } from '../runs/keyed-write.ts';
import { moveNow } from './move-to-trash.ts';
import { placesIn } from './places-in.ts';
import { requireTrash } from './to-wire-trash.ts';
import { folderOf } from './trash-places.ts';

type Empty = Parsed<(typeof pasContract)['emptyTrash']>;
type Emptied = Output<(typeof pasContract)['emptyTrash']>;
type Emptying = Ledger & Settings & Execution & Upkeep & Disposal;

/** Removes an item of the trash for good, when its name was given as a second yes. */
export async function emptyTrash(
  spine: Emptying,
  input: Empty,
  call: CallContext,
): Promise<Emptied> {
  return spine.trash.inTurn(input.trash_id, async () => {
    await moveNow(spine, input.trash_id);
    const answer = await writeKeyed<Emptied>(spine, {
      operation: 'emptyTrash',
      input,
      call,
      effect: (tx) => {
        const item = requireTrash(tx, input.trash_id);
        if (item.name !== input.name)
          throw new AppError(
            'invalid_input',
            `Item ${item.trash_id} is “${item.name}”, not “${input.name}”. Nothing was removed; give its name to remove it for good.`,
            { errors: [{ path: 'name', message: 'is not the name of this item' }] },
          );
        if (item.state !== 'kept') throw notAllMoved(item);
        tx.trash.setState(item.trash_id, 'emptying', null);
        return { trash_id: item.trash_id, status: 'emptied' };
      },
    });
    await finishEmptying(spine, input.trash_id, call.actor);
    return answer;
  });
}

function notAllMoved(item: Pick<TrashRow, 'name' | 'problem'>): AppError {
  return new AppError(
    'illegal_transition',
    `Not all of “${item.name}” lies in the trash, so nothing of it was removed: ${item.problem ?? 'it is being moved; try again in a moment.'}`,
  );
}

/** Removes what its time has come for. Inside the item's turn. */
export async function emptyDue(spine: Emptying, trashId: number): Promise<void> {
  await moveNow(spine, trashId);
  if (spine.store.read.trash.get(trashId)?.state !== 'kept') return;
  await spine.store.commit.write((tx) => tx.trash.setState(trashId, 'emptying', null));
  await finishEmptying(spine, trashId, 'local');
}

/** Files, refs and words of an item that is being emptied. Inside the item's turn. */
export async function finishEmptying(
  spine: Emptying,
  trashId: number,
  actor: string,
): Promise<void> {
  const item = spine.store.read.trash.get(trashId);
  if (item?.state !== 'emptying') return;
  const folder = folderOf(spine, item);
  for (const place of await placesIn(folder)) await spine.pools.ask({ kind: 'drop_kept', place });
  await rm(folder, { recursive: true, force: true });
  await spine.store.commit.write((tx) => {
    tx.trash.blank(trashId);
    tx.trash.setState(trashId, 'emptied', null);
    tx.events.append({ type: 'trash.emptied', data: { trash_id: trashId, actor } }, tx.nowMs);
  });
}
