import { z } from 'zod';
import { runIdSchema, taskIdSchema } from '../../ids.ts';
import { databaseCopySchema } from './databases.ts';
import { endpoint, keyField, replayField } from '../define.ts';
import { executionModeSchema, gateStateSchema, runStateSchema } from '../../states.ts';
import {
  budgetOverrideSchema,
  gateRowSchema,
  isoTimeSchema,
  overrideSchema,
} from '../pas-schemas.ts';

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
  errors: [
    'unknown_run',
    'illegal_transition',
    'gate_violation',
    'not_a_repository',
    'no_first_commit',
  ],
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
  errors: ['unknown_run', 'illegal_transition', 'not_a_repository', 'no_first_commit'],
});

/** How a run ended, as a person would say it. */
export const OUTCOME_ENDS = [
  'open',
  'reached',
  'checked',
  'overridden',
  'unproven',
  'not_reached',
  'failed',
  'terminated',
  'pretended',
] as const;

const testCountsSchema = z.object({
  executed: z.number().int(),
  failed: z.number().int(),
});

const againstSchema = z.object({
  actual: z.number(),
  mean: z.number(),
  ci_90: z.tuple([z.number(), z.number()]),
  inside: z.boolean().describe('whether the actual value is not above the interval'),
});

export const outcomeSchema = z.object({
  run_id: runIdSchema,
  status: runStateSchema,
  mode: executionModeSchema,
  verification: gateStateSchema,
  asks: z
    .array(z.object({ approval_id: z.number().int(), question: z.string() }))
    .describe('questions about its results that wait for a person'),
  end: z
    .enum(OUTCOME_ENDS)
    .describe(
      '`checked`: every gate holds and nothing was written; `overridden`: completed against its gates; `unproven`: completed and not all of it measured; `pretended`: synthetic work',
    ),
  reason: z.string().nullable(),
  overridden: overrideSchema.nullable().describe('who completed it against its gates, and why'),
  budget_overridden: budgetOverrideSchema
    .nullable()
    .describe('who last raised its cap, or let it go on over its projection'),
  used_model: z.boolean(),
  tests: z.object({
    before: testCountsSchema
      .nullable()
      .describe('on the commit that the run began from; null: not measured there'),
    after: testCountsSchema.nullable(),
  }),
  evidence: z
    .object({
      commit: z.string().describe('the commit that the run began from'),
      tree: z.string().describe('the git tree that was measured'),
      stale: z
        .string()
        .nullable()
        .describe('why the result does not speak of what is there now; null: it does'),
    })
    .nullable()
    .describe('what the result of the tests speaks of; null: none were measured'),
  changes: z
    .object({
      files: z.number().int(),
      additions: z.number().int(),
      deletions: z.number().int(),
    })
    .nullable()
    .describe('null: neither its worktree nor its branch is there'),
  promise: z.object({
    time_ms: againstSchema.nullable(),
    cost_usd: againstSchema.nullable(),
  }),
  time_ms: z.number().nullable(),
  cost_usd: z.number(),
  cap_usd: z.number().nullable(),
  repo: z.string().nullable(),
  branch: z.string().nullable(),
  target: z.string().nullable().describe('the branch that a merge brings the work to'),
  targets: z
    .array(z.string())
    .describe('where no branch was checked out: those that a merge may be told of, newest first'),
  worktree: z.string().nullable().describe('null: its folder is not there'),
  merge: z
    .object({
      state: z.enum(['merged', 'undone', 'refused', 'moving']),
      target: z.string(),
      commit: z.string(),
      checked_out_at: z.string().nullable(),
      reason: z.string().nullable(),
      at: isoTimeSchema,
    })
    .nullable()
    .describe('the newest one'),
  databases: z.array(databaseCopySchema).describe('copies that its tasks migrated'),
});
export type Outcome = z.infer<typeof outcomeSchema>;

export const runOutcome = endpoint({
  method: 'GET',
  path: '/pas/v1/runs/outcome',
  scope: 'view',
  summary: 'What became of a run: its goal, tests before and after, changes, time and cost',
  query: z.object({ run_id: runIdSchema, ...repoField }),
  response: outcomeSchema,
  errors: ['unknown_run'],
});

export const changedFileSchema = z.object({
  path: z.string(),
  old_path: z.string().nullable().describe('its name before, where it was renamed'),
  status: z.enum(['added', 'modified', 'deleted', 'renamed', 'type_changed']),
  additions: z.number().int().nullable().describe('null for a file that is not text'),
  deletions: z.number().int().nullable(),
});
export type ChangedFile = z.infer<typeof changedFileSchema>;

export const runChanges = endpoint({
  method: 'GET',
  path: '/pas/v1/runs/changes',
  scope: 'view',
  summary: 'The files that a run changed, against the commit it began from',
  query: z.object({ run_id: runIdSchema, ...repoField }),
  response: z.object({
    run_id: runIdSchema,
    repo: z.string(),
    base: z.string(),
    branch: z.string(),
    from: z
      .enum(['worktree', 'branch'])
      .nullable()
      .describe('where they were found; null: neither is there any more'),
    files: z.array(changedFileSchema).describe('at most 2,000'),
    total: z.number().int(),
    additions: z.number().int(),
    deletions: z.number().int(),
  }),
  errors: ['unknown_run', 'illegal_transition', 'not_a_repository', 'no_first_commit'],
});

const filePatch = z.object({
  run_id: runIdSchema,
  path: z.string(),
  patch: z.string().describe('a unified patch; empty for a file without a change'),
  truncated: z.boolean().describe('cut at 10,000 lines or 1 MB'),
  secrets: z.number().int().describe('how many secrets have a label in their place'),
});
const filePart = z.object({
  run_id: runIdSchema,
  path: z.string().min(1).max(4096),
  old_path: z.string().min(1).max(4096).optional(),
  ...repoField,
});

export const runDiff = endpoint({
  method: 'GET',
  path: '/pas/v1/runs/diff',
  scope: 'view',
  summary: 'The patch of one file that a run changed, with a label in the place of every secret',
  query: filePart,
  response: filePatch,
  errors: ['unknown_run', 'illegal_transition', 'not_a_repository', 'no_first_commit'],
});

export const revealDiff = endpoint({
  method: 'POST',
  path: '/pas/v1/runs/diff/reveal',
  scope: 'admin',
  summary: 'The same patch with its secrets as they stand in the file, for the person who asked',
  description: 'Nothing of the answer is stored or logged.',
  idempotency: 'none',
  body: filePart,
  response: filePatch,
  errors: ['unknown_run', 'illegal_transition', 'not_a_repository', 'no_first_commit'],
});

export const openRun = endpoint({
  method: 'POST',
  path: '/pas/v1/runs/open',
  scope: 'admin',
  summary: 'Open a run’s worktree, or a file in it, in the editor of the person at this machine',
  idempotency: 'none',
  body: z.object({
    run_id: runIdSchema,
    file: z.string().min(1).max(4096).optional().describe('relative to the worktree'),
    line: z.number().int().min(1).optional(),
    column: z.number().int().min(0).optional(),
    ...repoField,
  }),
  response: z.object({ opened: z.string() }),
  errors: ['unknown_run', 'illegal_transition', 'invalid_input', 'no_editor'],
});

const frameSchema = z
  .object({
    line: z.number().int().describe('number of the first line'),
    lines: z.array(z.string()),
  })
  .nullable()
  .describe('lines around the place; null where it is not known or not there');

const placeFields = {
  file: z.string().nullable().describe('relative to the worktree'),
  line: z.number().int().nullable(),
  frame: frameSchema,
};

export const explainedTestSchema = z.object({
  id: z.string().describe('the test’s name, as its runner prints it'),
  message: z.string(),
  expected: z.string().nullable(),
  got: z.string().nullable(),
  ...placeFields,
  trace: z.string().nullable(),
  output: z.string().nullable().describe('what the test itself printed'),
  by_hand: z.string().describe('a command line that runs it in the worktree'),
});
export type ExplainedTest = z.infer<typeof explainedTestSchema>;

export const findingSchema = z.object({
  ...placeFields,
  column: z.number().int().nullable(),
  message: z.string(),
});
export type Finding = z.infer<typeof findingSchema>;

export const explainedGateSchema = z.object({
  kpi_name: z.string(),
  task_id: taskIdSchema.nullable(),
  state: gateStateSchema,
  rule: z.string().describe('the rule that decided, as a sentence'),
  tests: z.array(explainedTestSchema).describe('at most 50'),
  failed: z.number().int().nullable().describe('all failing tests; null: not a test run'),
  findings: z.array(findingSchema).describe('of a linter or a build, at most 200'),
  by_hand: z.string().describe('the whole command, in the worktree'),
});
export type ExplainedGate = z.infer<typeof explainedGateSchema>;

export const runFailures = endpoint({
  method: 'GET',
  path: '/pas/v1/runs/failures',
  scope: 'view',
  summary: 'Why gates of a run do not hold: each failed test and each finding, with its place',
  query: z.object({ run_id: runIdSchema, task_id: taskIdSchema.optional() }),
  response: z.object({
    run_id: runIdSchema,
    worktree: z.string().nullable(),
    gates: z.array(explainedGateSchema),
  }),
  errors: ['unknown_run'],
});
