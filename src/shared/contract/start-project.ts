import { z } from 'zod';
import { projectIdSchema, runIdSchema } from '../ids.ts';
import { runKindSchema } from '../states.ts';
import { endpoint, keyField, replayField } from './define.ts';
import { durationMinutesSchema, tokensSchema } from './pas-schemas.ts';
import { idParam, plannedField } from './plms-schemas.ts';
import { refuseUnknownLimits } from './refuse-unknown-limits.ts';
import { approvesField, withChangesField } from './run-fields.ts';

export const startProject = endpoint({
  method: 'POST',
  path: '/api/projects/:project_id/start',
  scope: 'start',
  summary: 'Submit the plan’s job cards and start the run',
  idempotency: 'required',
  params: idParam,
  description:
    'What is not planned, estimated or approved yet is so on the way; approved only by whoever may approve. ' +
    'Started by whoever may approve, the commands that ask are approved with it, for this run: those of `approves`, or without it all that ' +
    'the plan shows in `will_ask`. Started by a token without the scope `approve`, they ask. Trust in a repository is recorded with the first ' +
    'such start; where it ended, it is asked on its own, whatever `approves` holds.',
  body: refuseUnknownLimits(
    z.object({
      run_kind: runKindSchema.default('baseline'),
      budget_tokens: tokensSchema
        .optional()
        .describe('cap of this run, instead of the approved one'),
      budget_duration_minutes: durationMinutesSchema
        .optional()
        .describe(
          'cap of the time that this run works, instead of the approved one; paused, or waiting for a person, it uses none',
        ),
      approves: approvesField,
      with_changes: withChangesField,
      ...keyField,
    }),
  ),
  response: z.object({
    status: z.literal('executing'),
    project_id: projectIdSchema,
    run_id: runIdSchema,
    provider_matrix: z.array(z.object({ lane: z.string(), provider: z.string() })),
    replay_passport_path: z.string(),
    pas_job_cards: z.array(z.object({ key: z.string(), task_id: z.string(), lane: z.string() })),
    ...plannedField,
    ...replayField,
  }),
  errors: [
    'unknown_project',
    'no_plan',
    'not_a_repository',
    'no_first_commit',
    'illegal_transition',
    'passport_refused',
    'in_trash',
  ],
});
