import { z } from 'zod';
import { projectIdSchema, runIdSchema } from '../ids.ts';
import { replayField } from './define.ts';
import { isoTimeSchema, usdSchema } from './pas-schemas.ts';

export const DELETION_RULES =
  'Refused while a run is not over: terminate it first. Everything is kept in the trash until it is emptied, and comes back as it was with a restore. ' +
  'What was spent stays spent: it counts in the budgets of the day and of the project. In a repository only branches of runs (`slipway/*`, or `slipway-2/*` where a branch has that name) and entries of worktrees of these runs are touched.';

const count = z.number().int();
const counted = z.object({ count, named: z.array(z.string()).describe('the first of them') });

/** What rows and files go, counted. */
const deletionContentsSchema = z.object({
  runs: count,
  tasks: count,
  attempts: count,
  receipts: count,
  gates: count.describe('gate results with their evidence'),
  log_bytes: count,
  observations: count.describe(
    'durations of finished tasks that estimates of this project take into account',
  ),
  spend_usd: usdSchema.describe('stays in the sums of budgets'),
});
export type DeletionContents = z.infer<typeof deletionContentsSchema>;

const deletedWorktreeSchema = z.object({
  run_id: runIdSchema,
  path: z.string(),
  repo: z.string(),
  branch: z.string(),
  is_there: z.boolean(),
  has_branch: z.boolean(),
  bytes: count.describe('on disk, ignored files included'),
  files: count,
  changed: counted.describe('changed and new files that are in no commit'),
  commits: counted.describe('commits that are in no other branch, no tag and no remote'),
  problem: z.string().nullable().describe('why git could not be asked'),
});
export type DeletedWorktree = z.infer<typeof deletedWorktreeSchema>;

const kindSchema = z.enum(['run', 'project']);
const subject = {
  kind: kindSchema,
  project_id: projectIdSchema,
  run_id: runIdSchema.nullable(),
  name: z.string(),
};

/** Everything that would go, and everything that would stay. */
export const deletionPreviewSchema = z.object({
  ...subject,
  blocked: z.string().nullable().describe('why it cannot be deleted now; null: it can'),
  goes: deletionContentsSchema,
  worktrees: z.array(deletedWorktreeSchema),
  stays: z.array(z.string()).describe('sentences'),
  keep_days: count,
});
export type DeletionPreview = z.infer<typeof deletionPreviewSchema>;

/** An item in the trash. */
export const trashItemSchema = z.object({
  trash_id: z.number().int(),
  ...subject,
  goes: deletionContentsSchema,
  deleted_at: isoTimeSchema,
  deleted_by: z.string(),
  removed_at: isoTimeSchema.describe('from then on it is removed for good'),
  problem: z.string().nullable().describe('what keeps its files from being moved; tried again'),
});
export type TrashItem = z.infer<typeof trashItemSchema>;

/** What a deletion answers. */
export const trashedSchema = trashItemSchema.extend(replayField);
