import { z } from 'zod';
import { eventSchema } from '../events.ts';
import { projectIdSchema, runIdSchema, taskIdSchema } from '../ids.ts';
import { laneNameSchema } from '../lanes.ts';
import { approvalStateSchema, runStateSchema, taskStateSchema } from '../states.ts';
import { endpoint, eventStream, keyField, replayField } from './define.ts';
import {
  approvalSchema,
  budgetCapsSchema,
  gateRowSchema,
  laneSchema,
  logLineSchema,
  receiptSchema,
  runSummarySchema,
  runTaskSchema,
  sharedBudgetsSchema,
  usdSchema,
} from './pas-schemas.ts';
import { runChange, runChanged, runRef } from './run-fields.ts';

const page = { limit: z.coerce.number().int().min(1).max(1000).default(100) };

/** Beyond v1, in the same style. */
export const pasMore = {
  listRuns: endpoint({
    method: 'GET',
    path: '/pas/v1/runs',
    summary: 'List and search runs, newest first',
    query: z.object({
      project_id: z.coerce.number().int().optional(),
      status: runStateSchema.optional(),
      q: z.string().max(200).optional(),
      ...page,
    }),
    response: z.object({ runs: z.array(runSummarySchema) }),
  }),
  getTask: endpoint({
    method: 'GET',
    path: '/pas/v1/tasks/:task_id',
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
    errors: ['unknown_task'],
  }),
  listTasks: endpoint({
    method: 'GET',
    path: '/pas/v1/tasks',
    summary: 'List tasks of a run by state',
    query: z.object({ run_id: runIdSchema, status: taskStateSchema.optional(), ...page }),
    response: z.object({ tasks: z.array(runTaskSchema) }),
    errors: ['unknown_run'],
  }),
  runLogs: endpoint({
    method: 'GET',
    path: '/pas/v1/runs/logs',
    summary: 'The last lines of a run’s output',
    query: z.object({
      run_id: runIdSchema,
      task_id: taskIdSchema.optional(),
      tail: z.coerce.number().int().min(1).max(10_000).default(200),
      after: z.coerce.number().int().min(0).optional().describe('offset of the last line seen'),
    }),
    response: z.object({ lines: z.array(logLineSchema), next: z.number().int() }),
    errors: ['unknown_run'],
  }),
  listReceipts: endpoint({
    method: 'GET',
    path: '/pas/v1/runs/receipts',
    summary: 'Receipts of a run',
    query: runRef,
    response: z.object({ receipts: z.array(receiptSchema) }),
    errors: ['unknown_run'],
  }),
  getPassport: endpoint({
    method: 'GET',
    path: '/pas/v1/runs/passport',
    summary: 'What the run was made of, written before its first task',
    query: runRef,
    response: z.object({ run_id: runIdSchema, passport: z.record(z.string(), z.unknown()) }),
    errors: ['unknown_run'],
  }),
  validateRun: endpoint({
    method: 'POST',
    path: '/pas/v1/runs/validate',
    summary: 'Run the gates again on the run’s tree and settle the run by them',
    body: runChange,
    response: runChanged.extend({ verification: z.string(), gates: z.array(gateRowSchema) }),
    errors: ['unknown_run', 'illegal_transition'],
  }),
  rerunFailed: endpoint({
    method: 'POST',
    path: '/pas/v1/runs/rerun',
    summary:
      'Run the failed and skipped tasks of a run in review again, on the repository’s present commit',
    body: runChange,
    response: runChanged.extend({ requeued: z.number().int() }),
    errors: ['unknown_run', 'illegal_transition'],
  }),
  overrideRun: endpoint({
    method: 'POST',
    path: '/pas/v1/runs/override',
    summary: 'Complete a run in review against its gates, with a recorded reason and scope',
    body: z.object({
      run_id: runIdSchema,
      reason: z.string().min(3).max(2000),
      scope: z.string().min(1).max(500),
      ...keyField,
    }),
    response: runChanged,
    errors: ['unknown_run', 'illegal_transition'],
  }),
  setRunBudget: endpoint({
    method: 'POST',
    path: '/pas/v1/runs/budget',
    summary: 'Change a run’s caps; audited',
    body: z.object({
      run_id: runIdSchema,
      budget_caps: budgetCapsSchema,
      reason: z.string().max(2000).optional(),
      ...keyField,
    }),
    response: runChanged.extend({ budget_usd: z.number().nullable() }),
    errors: ['unknown_run', 'run_ended'],
  }),
  getBudgets: endpoint({
    method: 'GET',
    path: '/pas/v1/budgets',
    summary: 'Caps that several runs draw on together: for the day and for projects',
    response: sharedBudgetsSchema,
  }),
  setBudgets: endpoint({
    method: 'PATCH',
    path: '/pas/v1/budgets',
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
    errors: ['invalid_input'],
  }),
  listApprovals: endpoint({
    method: 'GET',
    path: '/pas/v1/approvals',
    summary: 'What waits for a person, and what was decided',
    query: z.object({
      status: approvalStateSchema.optional(),
      ...page,
    }),
    response: z.object({ approvals: z.array(approvalSchema) }),
  }),
  decideApproval: endpoint({
    method: 'POST',
    path: '/pas/v1/approvals/:approval_id/decide',
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
  }),
  listLanes: endpoint({
    method: 'GET',
    path: '/pas/v1/lanes',
    summary: 'Lanes with caps, use and gates',
    response: z.object({ lanes: z.array(laneSchema) }),
  }),
  setLaneCap: endpoint({
    method: 'PATCH',
    path: '/pas/v1/lanes/:name',
    summary: 'Change a lane’s cap while it runs',
    params: z.object({ name: laneNameSchema }),
    body: z.object({ cap: z.number().int().min(0).max(1000), ...keyField }),
    response: z.object({ lane: laneSchema, ...replayField }),
    errors: ['unknown_lane'],
  }),
  setProjectWeight: endpoint({
    method: 'PATCH',
    path: '/pas/v1/projects/:project_id',
    summary: 'Change a project’s weight in the fair queue',
    params: z.object({ project_id: z.coerce.number().int().min(0) }),
    body: z.object({ weight: z.number().min(0.01).max(1000), ...keyField }),
    response: z.object({ project_id: projectIdSchema, weight: z.number(), ...replayField }),
    errors: ['unknown_project'],
  }),
  events: eventStream({
    path: '/pas/v1/events',
    summary: 'Everything that happens, as it becomes durable',
    description:
      'Server-Sent Events. Resume with Last-Event-ID (or ?after=): no gaps, no repeats. Without either it starts now.',
    query: z.object({
      after: z.coerce.number().int().min(0).optional(),
      run_id: runIdSchema.optional(),
    }),
    event: eventSchema,
  }),
  followLogs: eventStream({
    path: '/pas/v1/runs/logs/stream',
    summary: 'A run’s output as it is written',
    query: z.object({
      run_id: runIdSchema,
      task_id: taskIdSchema.optional(),
      after: z.coerce.number().int().min(0).optional(),
    }),
    event: logLineSchema,
  }),
};
