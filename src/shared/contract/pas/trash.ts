import { z } from 'zod';
import { endpoint, keyField, replayField } from '../define.ts';
import { page } from '../page-field.ts';
import { runRef } from '../run-fields.ts';
import { runIdSchema } from '../../ids.ts';
import {
  DELETION_RULES,
  deletionPreviewSchema,
  trashedSchema,
  trashItemSchema,
} from '../trash-schemas.ts';

const trashId = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
const days = z.number().int().min(1).max(3650);

export const previewRunDeletion = endpoint({
  method: 'GET',
  path: '/pas/v1/runs/deletion',
  scope: 'view',
  summary: 'What would go with a run, and what would stay; deletes nothing',
  query: runRef,
  response: deletionPreviewSchema,
  errors: ['unknown_run'],
});

export const deleteRun = endpoint({
  method: 'POST',
  path: '/pas/v1/runs/delete',
  scope: 'admin',
  summary: 'Move a run to the trash, from where it can be restored',
  description: DELETION_RULES,
  body: z.object({ run_id: runIdSchema, ...keyField }),
  response: trashedSchema,
  errors: ['unknown_run', 'illegal_transition'],
});

export const listTrash = endpoint({
  method: 'GET',
  path: '/pas/v1/trash',
  scope: 'view',
  summary: 'What was deleted and can be restored, newest first',
  query: z.object(page),
  response: z.object({ items: z.array(trashItemSchema), keep_days: days }),
});

export const restoreFromTrash = endpoint({
  method: 'POST',
  path: '/pas/v1/trash/restore',
  scope: 'admin',
  summary: 'Bring a deleted run or project back as it was',
  body: z.object({ trash_id: trashId, ...keyField }),
  response: trashItemSchema
    .pick({ trash_id: true, kind: true, project_id: true, run_id: true, name: true })
    .extend(replayField),
  errors: ['unknown_trash', 'in_trash', 'illegal_transition'],
});

export const emptyTrash = endpoint({
  method: 'POST',
  path: '/pas/v1/trash/empty',
  scope: 'admin',
  summary: 'Remove one item from the trash for good',
  description:
    'Files, branches and texts go; the figures of what was spent stay in the sums of budgets. Nothing brings it back.',
  body: z.object({
    trash_id: trashId,
    name: z.string().max(300).describe('the name of the item, as a second yes'),
    ...keyField,
  }),
  response: z.object({ trash_id: z.number().int(), status: z.literal('emptied'), ...replayField }),
  errors: ['unknown_trash', 'invalid_input', 'illegal_transition'],
});

export const setTrashDays = endpoint({
  method: 'POST',
  path: '/pas/v1/trash/days',
  scope: 'admin',
  summary: 'How many days the trash keeps what was deleted',
  body: z.object({ days, ...keyField }),
  response: z.object({ keep_days: days, ...replayField }),
});
