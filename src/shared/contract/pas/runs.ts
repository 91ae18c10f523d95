import { z } from 'zod';
import { runIdSchema } from '../../ids.ts';
import { runStateSchema } from '../../states.ts';
import { gateRowSchema, runSummarySchema } from '../pas-schemas.ts';
import { runChange, runChanged, runRef } from '../run-fields.ts';
import { endpoint, keyField } from '../define.ts';
import { page } from '../page-field.ts';

export const listRuns = endpoint({
  method: 'GET',
  path: '/pas/v1/runs',
  scope: 'view',
  summary: 'List and search runs, newest first',
  query: z.object({
    project_id: z.coerce.number().int().optional(),
    status: runStateSchema.optional(),
    q: z.string().max(200).optional(),
    ...page,
  }),
  response: z.object({ runs: z.array(runSummarySchema) }),
});

export const getPassport = endpoint({
  method: 'GET',
  path: '/pas/v1/runs/passport',
  scope: 'view',
  summary: 'What the run was made of, written before its first task',
  query: runRef,
  response: z.object({ run_id: runIdSchema, passport: z.record(z.string(), z.unknown()) }),
  errors: ['unknown_run'],
});

export const validateRun = endpoint({
  method: 'POST',
  path: '/pas/v1/runs/validate',
  scope: 'start',
  summary: 'Run the gates again on the run’s tree and settle the run by them',
  body: runChange,
  response: runChanged.extend({ verification: z.string(), gates: z.array(gateRowSchema) }),
  errors: ['unknown_run', 'illegal_transition'],
});

export const rerunFailed = endpoint({
  method: 'POST',
  path: '/pas/v1/runs/rerun',
  scope: 'start',
  summary:
    'Run the failed and skipped tasks of a run in review again, on the repository’s present commit',
  description:
    'Each is the next attempt of the same task. `all`: those that succeeded, too. Where only a gate failed, the tasks that measure gates run again.',
  body: runChange.extend({ which: z.enum(['failed', 'all']).default('failed') }),
  response: runChanged.extend({ requeued: z.number().int() }),
  errors: ['unknown_run', 'illegal_transition'],
});

export const overrideRun = endpoint({
  method: 'POST',
  path: '/pas/v1/runs/override',
  scope: 'approve',
  summary: 'Complete a run in review against its gates, with a recorded reason and scope',
  body: z.object({
    run_id: runIdSchema,
    reason: z.string().min(3).max(2000),
    scope: z.string().min(1).max(500),
    ...keyField,
  }),
  response: runChanged,
  errors: ['unknown_run', 'illegal_transition'],
});
