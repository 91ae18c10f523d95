import { z } from 'zod';
import { approvalSchema, durationMinutesSchema, usdSchema } from '../pas-schemas.ts';
import { endpoint, keyField, replayField } from '../define.ts';
import { page } from '../page-field.ts';
import { ruleScopeSchema } from '../../rules.ts';
import { approvalStateSchema } from '../../states.ts';

export const listApprovals = endpoint({
  method: 'GET',
  path: '/pas/v1/approvals',
  scope: 'view',
  summary: 'What waits for a person, and what was decided',
  query: z.object({
    status: approvalStateSchema.optional(),
    ...page,
  }),
  response: z.object({ approvals: z.array(approvalSchema) }),
});

export const decideApproval = endpoint({
  method: 'POST',
  path: '/pas/v1/approvals/:approval_id/decide',
  scope: 'approve',
  fieldScopes: { budget_usd: 'budget.override', budget_duration_minutes: 'budget.override' },
  summary: 'Approve or reject',
  description:
    'Of a budget: approving raises the cap, to the given or the proposed one, and lets a paused run go on; rejecting pauses the run, or ' +
    'leaves it paused. Of a command or a repository: the decision is recorded as a rule of the given scope. Approved tasks go on; ' +
    'rejected ones go on waiting, and never fail by it.',
  params: z.object({ approval_id: z.coerce.number().int() }),
  body: z.object({
    decision: z.enum(['approve', 'reject']),
    reason: z.string().max(2000).optional(),
    budget_usd: usdSchema.optional(),
    budget_duration_minutes: durationMinutesSchema
      .optional()
      .describe('where the question is about time'),
    scope: ruleScopeSchema
      .optional()
      .describe(
        'how far the rule reaches; default `once`, of trust in a repository `always`, and `run` for a rejection',
      ),
    expires_at: z.iso
      .datetime({ offset: true })
      .optional()
      .describe('ISO 8601; when the rule ends by itself; without it never'),
    ...keyField,
  }),
  response: z.object({ approval: approvalSchema, ...replayField }),
  errors: ['unknown_approval', 'illegal_transition', 'invalid_input'],
});
