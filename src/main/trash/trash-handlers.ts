import type { Handlers, pasContract, plmsContract } from '#shared/contract/contract.ts';
import type { Disposal, Execution, Ledger, Queue, Settings, Upkeep } from '../dispatch/spine.ts';
import { writeKeyed } from '../runs/keyed-write.ts';
import { deleteProject, deleteRun } from './delete.ts';
import { projectToDelete, runToDelete } from './deletion-subject.ts';
import { emptyTrash } from './empty.ts';
import { previewDeletion } from './preview-deletion.ts';
import { restoreFromTrash } from './restore.ts';
import { toWireTrash } from './to-wire-trash.ts';
import { TRASH_DAYS_KEY, trashDays } from './trash-days.ts';

type Trashing = Ledger & Settings & Queue & Execution & Upkeep & Disposal;

type OfRuns = Pick<
  Handlers<typeof pasContract>,
  | 'previewRunDeletion'
  | 'deleteRun'
  | 'listTrash'
  | 'restoreFromTrash'
  | 'emptyTrash'
  | 'setTrashDays'
>;

/** What PAS answers about deleted things. */
export function trashHandlers(spine: Trashing): OfRuns {
  const { store } = spine;
  return {
    previewRunDeletion: (input) => previewDeletion(spine, runToDelete(store, input.run_id)),
    deleteRun: (input, call) => deleteRun(spine, input, call),
    listTrash: async (input) => ({
      items: store.read.trash.list(input.limit).map((row) => toWireTrash(store, row)),
      keep_days: trashDays(store),
    }),
    restoreFromTrash: (input, call) => restoreFromTrash(spine, input, call),
    emptyTrash: (input, call) => emptyTrash(spine, input, call),
    setTrashDays: (input, call) =>
      writeKeyed(spine, {
        operation: 'setTrashDays',
        input,
        call,
        effect: (tx) => {
          const data = { before: trashDays(tx), after: input.days, actor: call.actor };
          tx.settings.put(TRASH_DAYS_KEY, input.days);
          tx.events.append({ type: 'trash.days_changed', data }, tx.nowMs);
          return { keep_days: input.days };
        },
      }),
  };
}

/** What PLMS answers about deleting projects. */
export function projectTrashHandlers(
  spine: Trashing,
): Pick<Handlers<typeof plmsContract>, 'previewProjectDeletion' | 'deleteProject'> {
  return {
    previewProjectDeletion: (input) =>
      previewDeletion(spine, projectToDelete(spine.store, input.project_id)),
    deleteProject: (input, call) => deleteProject(spine, input, call),
  };
}
