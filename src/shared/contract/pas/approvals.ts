import { z } from 'zod';
import { approvalSchema, usdSchema } from '../pas-schemas.ts';
import { endpoint, keyField, replayField } from '../define.ts';
import { page } from '../page-field.ts';
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
  fieldScopes: { budget_usd: 'budget.override' },
  summary: 'Approve or reject',
  description:
    'Approving raises the cap, to the given or the proposed one, and lets a paused run go on. Rejecting pauses the run, or leaves it paused.',
  params: z.object({ approval_id: z.coerce.number().int() }),
  body: z.object({
    decision: z.enum(['approve', 'reject']),
    reason: z.string().max(2000).optional(),
    budget_usd: usdSchema.optional(),
    ...keyField,
  }),
  response: z.object({ approval: approvalSchema, ...replayField }),
  errors: ['unknown_approval', 'illegal_transition'],
});
