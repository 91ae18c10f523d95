import { z } from 'zod';
import { projectIdSchema, runIdSchema, taskIdSchema } from '../../ids.ts';
import { taskStateSchema } from '../../states.ts';
import { gateRowSchema, receiptSchema, runTaskSchema } from '../pas-schemas.ts';
import { runRef } from '../run-fields.ts';
import { endpoint } from '../define.ts';
import { longPart, nextOffset, offsetField, page } from '../page-field.ts';

export const getTask = endpoint({
  method: 'GET',
  path: '/pas/v1/tasks/:task_id',
  scope: 'view',
  summary: 'A task with its gates, receipt and attempts',
  params: z.object({ task_id: taskIdSchema }),
  response: runTaskSchema.extend({
    run_id: runIdSchema,
    project_id: projectIdSchema,
    payload: z.record(z.string(), z.unknown()),
    budget_usd: z.number(),
    gates: z.array(gateRowSchema),
    receipt: receiptSchema.nullable(),
    attempts: z.array(
      z.object({
        attempt: z.number().int(),
        epoch: z.number().int(),
        executor: z.string(),
        started_at: z.string(),
        ended_at: z.string().nullable(),
        outcome: z.string().nullable(),
        failure_class: z.string().nullable(),
        reason: z.string().nullable(),
      }),
    ),
  }),
  errors: ['unknown_task', 'unknown_run'],
});

export const listTasks = endpoint({
  method: 'GET',
  path: '/pas/v1/tasks',
  scope: 'view',
  summary: 'List tasks of a run by state',
  query: z.object({
    run_id: runIdSchema,
    status: taskStateSchema.optional(),
    ...page,
    offset: offsetField,
  }),
  response: z.object({ tasks: z.array(runTaskSchema), next_offset: nextOffset }),
  errors: ['unknown_run'],
});

export const listReceipts = endpoint({
  method: 'GET',
  path: '/pas/v1/runs/receipts',
  scope: 'view',
  summary: 'Receipts of a run',
  query: runRef.extend({ limit: longPart, offset: offsetField }),
  response: z.object({ receipts: z.array(receiptSchema), next_offset: nextOffset }),
  errors: ['unknown_run'],
});
