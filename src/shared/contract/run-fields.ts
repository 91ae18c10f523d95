import { z } from 'zod';
import { BREACH_POLICIES, DEFAULT_BREACH_POLICY } from '../breach-policy.ts';
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

export const breachPolicySchema = z.enum(BREACH_POLICIES);
/** What is to happen when the run's cap of dollars or time is breached. */
export const breachPolicyField = breachPolicySchema
  .default(DEFAULT_BREACH_POLICY)
  .describe(
    'at a breach (dollar cap spent, projected spend above 125 % of it, or time used up): `pause` starts nothing new and asks; `ask` asks and goes on under the cap; `kill` ends the run within 2 s, process trees included',
  );

/** What a start approves. */
export const approvesField = z
  .array(z.string().max(200_000))
  .max(1000)
  .optional()
  .describe('the `action`s of `will_ask` that were shown');

/** Whether a start takes the uncommitted changes of the checkout along. */
export const withChangesField = z
  .boolean()
  .optional()
  .describe(
    'true: the run starts from the files as they are, with untracked ones that are not ignored; files that keep secrets stay out. Else it starts from the commit',
  );
