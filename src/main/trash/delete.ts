import { randomBytes } from 'node:crypto';
import type { CallContext } from '#shared/contract/contract.ts';
import type { DeletionContents, TrashItem } from '#shared/contract/trash-schemas.ts';
import { AppError } from '#shared/errors.ts';
import { must } from '#shared/assert.ts';
import type { Reads } from '../db/reads.ts';
import type { Tx } from '../db/transactions.ts';
import type { Disposal, Execution, Ledger, Queue, Settings, Upkeep } from '../dispatch/spine.ts';
import { writeKeyed } from '../runs/keyed-write.ts';
import { countContents } from './count-contents.ts';
import {
  projectToDelete,
  runToDelete,
  whenAtRest,
  whyNotNow,
  type DeletionSubject,
} from './deletion-subject.ts';
import { moveToTrash } from './move-to-trash.ts';
import { toWireTrash } from './to-wire-trash.ts';

type Deleting = Ledger & Settings & Queue & Execution & Upkeep & Disposal;
type Trashed = TrashItem & { idempotent_replay?: boolean };

/** Moves a run to the trash. One that is there already stays there, and its item is answered. */
export async function deleteRun(
  spine: Deleting,
  input: { run_id: string; idempotency_key?: string | undefined },
  call: CallContext,
): Promise<Trashed> {
  return deleteSubject(spine, call, {
    operation: 'deleteRun',
    input,
    trashIdOf: (read) => read.runs.get(input.run_id)?.trash_id ?? null,
    subject: (from) => runToDelete(from, input.run_id),
  });
}

/** Moves a project with its runs to the trash; the same way. */
export async function deleteProject(
  spine: Deleting,
  input: { project_id: number; idempotency_key?: string | undefined },
  call: CallContext,
): Promise<Trashed> {
  return deleteSubject(spine, call, {
    operation: 'deleteProject',
    input,
    trashIdOf: (read) => read.projects.get(input.project_id)?.trash_id ?? null,
    subject: (from) => projectToDelete(from, input.project_id),
  });
}

interface Deletion {
  operation: string;
  input: Record<string, unknown>;
  /** The item it went with already. */
  trashIdOf: (read: Reads) => number | null;
  subject: (from: { read: Reads }) => DeletionSubject;
}

async function deleteSubject(
  spine: Deleting,
  call: CallContext,
  { operation, input, trashIdOf, subject }: Deletion,
): Promise<Trashed> {
  const { store } = spine;
  const counted = trashIdOf(store.read) === null ? await settled(spine, subject(store)) : null;
  const answer = await writeKeyed<Trashed>(spine, {
    operation,
    input,
    call,
    effect: (tx) => {
      const known = tx.read.trash.get(trashIdOf(tx.read) ?? 0);
      if (known !== undefined && known.state !== 'emptied' && known.state !== 'emptying')
        return { ...toWireTrash(tx, known), idempotent_replay: true };
      const wanted = subject(tx);
      const why = whyNotNow(spine, wanted);
      if (why !== null) throw new AppError('illegal_transition', why);
      return storeDeletion(tx, wanted, {
        goes: must(counted, 'what is not in the trash was counted'),
        actor: call.actor,
      });
    },
  });
  await moveToTrash(spine, answer.trash_id);
  const problem = store.read.trash.get(answer.trash_id)?.problem ?? null;
  return { ...answer, problem };
}

async function settled(spine: Deleting, subject: DeletionSubject): Promise<DeletionContents> {
  await whenAtRest(spine, subject);
  return countContents(spine, subject);
}

/** From here on it is deleted: hidden everywhere, with its files on their way. */
export function storeDeletion(
  tx: Tx,
  subject: DeletionSubject,
  { goes, actor }: { goes: DeletionContents; actor: string },
): TrashItem {
  const { kind, projectId, runId, name, runs } = subject;
  const { nowMs } = tx;
  const id = tx.trash.insert({
    kind,
    project_id: projectId,
    run_id: runId,
    name,
    folder: `${nowMs.toString(36)}-${randomBytes(4).toString('hex')}`,
    contents: JSON.stringify(goes),
    actor,
    deleted_at: nowMs,
  });
  if (runId === null) tx.trash.hideProject(id, projectId);
  else tx.trash.hideRun(id, runId);
  const data = { trash_id: id, actor };
  const type = 'trash.added';
  for (const { run_id } of runs) tx.events.append({ type, projectId, runId: run_id, data }, nowMs);
  if (kind === 'project') tx.events.append({ type, projectId, data }, nowMs);
  return toWireTrash(tx, must(tx.read.trash.get(id), 'it was just stored'));
}
