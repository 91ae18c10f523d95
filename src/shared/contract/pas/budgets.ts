import { z } from 'zod';
import { projectIdSchema, runIdSchema } from '../../ids.ts';
import { budgetCapsSchema, sharedBudgetsSchema, usdSchema } from '../pas-schemas.ts';
import { runChanged } from '../run-fields.ts';
import { endpoint, keyField, replayField } from '../define.ts';

export const setRunBudget = endpoint({
  method: 'POST',
  path: '/pas/v1/runs/budget',
  scope: 'budget.override',
  summary: 'Change a run’s caps; audited',
  body: z.object({
    run_id: runIdSchema,
    budget_caps: budgetCapsSchema,
    reason: z.string().max(2000).optional(),
    ...keyField,
  }),
  response: runChanged.extend({ budget_usd: z.number().nullable() }),
  errors: ['unknown_run', 'run_ended'],
});

export const getBudgets = endpoint({
  method: 'GET',
  path: '/pas/v1/budgets',
  scope: 'view',
  summary: 'Caps that several runs share: for the day and for projects',
  response: sharedBudgetsSchema,
});

export const setBudgets = endpoint({
  method: 'PATCH',
  path: '/pas/v1/budgets',
  scope: 'budget.override',
  summary: 'Change the day’s cap or a project’s; audited in the event log',
  description: 'null takes a cap away; what is not named stays.',
  body: z.object({
    day_usd: usdSchema.nullable().optional(),
    project_id: projectIdSchema.optional(),
    project_usd: usdSchema.nullable().optional(),
    reason: z.string().max(2000).optional(),
    ...keyField,
  }),
  response: sharedBudgetsSchema.extend(replayField),
});
