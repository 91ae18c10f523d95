import { z } from 'zod';
import { runIdSchema, taskIdSchema } from '../../ids.ts';
import { logLineSchema } from '../pas-schemas.ts';
import { endpoint, eventStream } from '../define.ts';

export const runLogs = endpoint({
  method: 'GET',
  path: '/pas/v1/runs/logs',
  scope: 'view',
  summary: 'The last lines of a run’s output',
  query: z.object({
    run_id: runIdSchema,
    task_id: taskIdSchema.optional(),
    tail: z.coerce.number().int().min(1).max(10_000).default(200),
    after: z.coerce.number().int().min(0).optional().describe('offset of the last line seen'),
  }),
  response: z.object({
    lines: z.array(logLineSchema).describe('of at most 1 MB of output'),
    next: z.number().int().describe('what `after` reads on from'),
  }),
  errors: ['unknown_run'],
});

export const followLogs = eventStream({
  path: '/pas/v1/runs/logs/stream',
  scope: 'view',
  summary: 'A run’s output as it is written',
  query: z.object({
    run_id: runIdSchema,
    task_id: taskIdSchema.optional(),
    after: z.coerce.number().int().min(0).optional(),
  }),
  event: logLineSchema,
});
