import { z } from 'zod';
import { runIdSchema } from '../ids.ts';
import { runStateSchema } from '../states.ts';
import { keyField, replayField } from './define.ts';

/** Names a run. */
export const runRef = z.object({ run_id: runIdSchema });
/** Asks for a change of a run's state. */
export const runChange = z.object({
  run_id: runIdSchema,
  reason: z.string().max(2000).optional(),
  ...keyField,
});
/** What became of it. */
export const runChanged = z.object({ status: runStateSchema, run_id: runIdSchema, ...replayField });
