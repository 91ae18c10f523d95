import { z } from 'zod';
import { runIdSchema, taskIdSchema } from '../../ids.ts';
import { endpoint, keyField, replayField } from '../define.ts';

/** A copy of a database that a task migrated. */
export const databaseCopySchema = z.object({
  task_id: taskIdSchema,
  repo: z.string(),
  path: z.string().describe('of the original, relative to the repository'),
  state: z
    .enum(['kept', 'taken', 'moving'])
    .describe('`taken`: the original holds the result; `moving`: it is written at this moment'),
  changes: z.array(z.string()).describe('what the migration changed in schema and rows'),
});
export type DatabaseCopy = z.infer<typeof databaseCopySchema>;

const input = z.object({
  run_id: runIdSchema,
  task_id: taskIdSchema
    .optional()
    .describe('needed only where several tasks of the run migrated a database'),
  ...keyField,
});
const response = databaseCopySchema.extend({ run_id: runIdSchema, ...replayField });

export const takeDatabase = endpoint({
  method: 'POST',
  path: '/pas/v1/runs/database/take',
  scope: 'approve',
  summary: 'Put what a completed run’s migration made of a copy into the original',
  description:
    'In one transaction of SQLite, so that other programs see the one or the other. Refused with nothing changed: an original that is not what was copied any more, and one on which another program holds a lock. What it held before is kept with the run.',
  body: input,
  response,
  errors: ['unknown_run', 'illegal_transition', 'invalid_input'],
});

export const returnDatabase = endpoint({
  method: 'POST',
  path: '/pas/v1/runs/database/return',
  scope: 'approve',
  summary: 'Put back what a database held before a run’s result was taken',
  description: 'As long as nothing was written to it since, under the same conditions.',
  body: input,
  response,
  errors: ['unknown_run', 'illegal_transition', 'invalid_input'],
});
