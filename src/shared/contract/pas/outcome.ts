import { z } from 'zod';
import { runIdSchema } from '../../ids.ts';
import { endpoint, keyField, replayField } from '../define.ts';
import { gateRowSchema } from '../pas-schemas.ts';

const repoField = {
  repo: z
    .string()
    .max(4096)
    .optional()
    .describe('top level of the repository; needed only where the run worked in several'),
};

/** A branch that a run's work was brought into. */
const mergedSchema = z.object({
  run_id: runIdSchema,
  repo: z.string(),
  target: z.string().describe('the branch that has the work now'),
  from_commit: z.string().describe('its commit before'),
  commit: z.string().describe('the merge commit'),
  tree: z.string(),
  checked_out_at: z
    .string()
    .nullable()
    .describe('the work tree whose files and index moved along; null: the branch is nowhere out'),
  files_changed: z.number().int(),
  note: z.string().describe('what did not run'),
});

export const mergeRun = endpoint({
  method: 'POST',
  path: '/pas/v1/runs/merge',
  scope: 'approve',
  summary: 'Bring a completed run’s work into the branch that it began from',
  description:
    'The merge is made beside your checkout, and its gates are run on its tree, unless they were on just that tree. Then the branch moves; where it is checked out, files and index move with it, all or nothing. Refused with nothing changed: a conflict, a gate that does not hold, and changes of yours in a file that the merge would write. No merge driver, filter or hook of the repository runs.',
  body: z.object({
    run_id: runIdSchema,
    target: z
      .string()
      .min(1)
      .max(250)
      .optional()
      .describe('another branch than the one that was checked out when the run began'),
    ...repoField,
    ...keyField,
  }),
  response: mergedSchema.extend({ gates: z.array(gateRowSchema), ...replayField }),
  errors: ['unknown_run', 'illegal_transition', 'gate_violation', 'not_a_repository'],
});

export const undoMerge = endpoint({
  method: 'POST',
  path: '/pas/v1/runs/merge/undo',
  scope: 'approve',
  summary: 'Move the branch back to where it was before the run’s merge',
  description:
    'As long as nothing was committed on it since. Files and index go back with it, under the same conditions.',
  body: z.object({ run_id: runIdSchema, ...repoField, ...keyField }),
  response: mergedSchema.pick({ run_id: true, repo: true, target: true, commit: true }).extend({
    checked_out_at: z.string().nullable(),
    ...replayField,
  }),
  errors: ['unknown_run', 'illegal_transition', 'not_a_repository'],
});
