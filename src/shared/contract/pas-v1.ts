import { z } from 'zod';
import { projectIdSchema, runIdSchema, taskIdSchema } from '../ids.ts';
import { laneNameSchema } from '../lanes.ts';
import { payloadSchema } from '../payload.ts';
import { executionModeSchema, runKindSchema } from '../states.ts';
import { endpoint, keyField, replayField } from './define.ts';
import {
  anyJson,
  bandSchema,
  budgetCapsSchema,
  runStatusSchema,
  tokensSchema,
  usdSchema,
  willAskSchema,
} from './pas-schemas.ts';
import { longPart, nextOffset, offsetField } from './page-field.ts';
import { refuseUnknownLimits } from './refuse-unknown-limits.ts';
import {
  approvesField,
  breachPolicyField,
  runChange,
  runChanged,
  runRef,
  withChangesField,
} from './run-fields.ts';

const health = endpoint({
  method: 'GET',
  path: '/health',
  scope: 'view',
  summary: 'Whether the service works, and how much it holds',
  response: z.object({
    status: z.enum(['ok', 'degraded', 'stopping']),
    service: z.literal('pas'),
    version: z.string(),
    mode: executionModeSchema,
    active_runs: z.number().int(),
    total_tasks: z.number().int(),
    total_receipts: z.number().int(),
    store: z.object({
      status: z.enum(['ok', 'error']),
      path: z.string(),
      schema_version: z.number().int(),
      detail: z.string().nullable(),
    }),
    workers: z.object({
      status: z.enum(['ok', 'error']),
      threads: z.number().int(),
      running: z.number().int(),
    }),
    sandbox: z.object({
      driver: z.string(),
      status: z.enum(['ok', 'unavailable', 'allowed_without']),
      detail: z.string(),
      answers: z.array(
        z.object({ question: z.string(), holds: z.boolean(), sentence: z.string() }),
      ),
    }),
    started_at: z.string(),
  }),
});

const submitJobcard = endpoint({
  method: 'POST',
  path: '/pas/v1/jobcards',
  scope: 'start',
  summary: 'Add a task to a run',
  description:
    'Cards may come before or after the run is started. A card is runnable without a model when its payload has ' +
    '`command`, `tests`, `step` or `operation`; kind `external` waits for a client that sends heartbeats and a receipt.',
  status: 201,
  body: refuseUnknownLimits(
    z.object({
      project_id: projectIdSchema,
      run_id: runIdSchema,
      lane: laneNameSchema,
      priority: z.number().min(0).max(1).default(0.5),
      deps: z.array(taskIdSchema).max(1000).default([]),
      payload: payloadSchema.default({}),
      budget_usd: usdSchema.default(1),
      ci_width_hint: z.number().min(0).max(1).default(0.3),
      deadline: z.iso.datetime({ offset: true }).optional().describe('ISO 8601'),
      kind: z.string().min(1).max(100).optional(),
      complexity: z.enum(['low', 'medium', 'high']).optional(),
      ...keyField,
    }),
  ),
  response: z.object({ task_id: taskIdSchema, ...replayField }),
  errors: [
    'unknown_lane',
    'unknown_dependency',
    'dependency_cycle',
    'run_ended',
    'run_mismatch',
    'in_trash',
  ],
});

const startRun = endpoint({
  method: 'POST',
  path: '/pas/v1/runs/start',
  scope: 'start',
  summary: 'Start a run',
  description:
    'Started by whoever may approve, the commands of its cards that ask and stand in `approves` are approved with it, for this run. Without the ' +
    'field none is: a run whose cards somebody else sent need not have been looked at.',
  body: refuseUnknownLimits(
    z.object({
      project_id: projectIdSchema,
      run_id: runIdSchema,
      run_kind: runKindSchema.default('baseline'),
      rehearsal_pct: z
        .number()
        .min(0)
        .max(0.2)
        .default(0)
        .describe('not used: a start runs every card; simulate rehearses a sample'),
      budget_caps: budgetCapsSchema.optional(),
      breach_policy: breachPolicyField,
      mode: executionModeSchema.optional(),
      approves: approvesField,
      with_changes: withChangesField,
      ...keyField,
    }),
  ),
  response: z.object({ status: z.literal('executing'), run_id: runIdSchema, ...replayField }),
  errors: ['already_started', 'illegal_transition', 'run_mismatch', 'in_trash', 'passport_refused'],
});

const pauseRun = endpoint({
  method: 'POST',
  path: '/pas/v1/runs/pause',
  scope: 'start',
  summary: 'Pause a run: running tasks finish, no new one starts',
  body: runChange,
  response: runChanged,
  errors: ['unknown_run', 'illegal_transition'],
});
const resumeRun = endpoint({
  method: 'POST',
  path: '/pas/v1/runs/resume',
  scope: 'start',
  summary: 'Resume a paused run',
  body: runChange,
  response: runChanged,
  errors: ['unknown_run', 'illegal_transition'],
});
const terminateRun = endpoint({
  method: 'POST',
  path: '/pas/v1/runs/terminate',
  scope: 'start',
  summary: 'Stop a run for good: running tasks are aborted within 2 s, process trees included',
  body: runChange,
  response: runChanged,
  errors: ['unknown_run', 'illegal_transition'],
});

const simulateRun = endpoint({
  method: 'POST',
  path: '/pas/v1/runs/simulate',
  scope: 'start',
  summary: 'Rehearse a stratified sample and project the whole run',
  description: 'A run that has no tasks answers from the shipped priors: `basis: "priors"`.',
  body: z.object({
    run_id: runIdSchema,
    rehearsal_pct: z.number().min(0).max(0.2).default(0.01),
    stratified: z.boolean().default(true),
    ...keyField,
  }),
  response: z.object({
    run_id: runIdSchema,
    strata_coverage: z.number(),
    rehearsal_tokens: z.number().int(),
    projected_tokens: z.number().int(),
    ci_lower: z.number().int(),
    ci_upper: z.number().int(),
    risk_score: z.number(),
    basis: z.enum(['priors', 'rehearsal', 'partial_rehearsal']),
    actual_pct: z.number(),
    auto_bumped: z.boolean().describe('the share was raised so that every stratum has a task'),
    rehearsal_run_id: z.string().nullable(),
    sampled: z.number().int(),
    time_ms: bandSchema,
    cost_usd: bandSchema,
    energy_kwh: bandSchema.nullable().describe('null when no source of energy figures is known'),
    note: z.string(),
    will_ask: z.array(willAskSchema).describe('what waits for an approval once it is started'),
    ...replayField,
  }),
  errors: ['unknown_run', 'in_trash'],
});

const runStatus = endpoint({
  method: 'GET',
  path: '/pas/v1/runs/status',
  scope: 'view',
  summary: 'A run: state, spend, runway, violations, tasks',
  description:
    'Tasks and gates come in parts of at most 10,000 tasks; counts and violations are of the whole run.',
  query: runRef.extend({ tasks_limit: longPart, tasks_offset: offsetField }),
  response: runStatusSchema.extend({ tasks_next_offset: nextOffset }),
  errors: ['unknown_run'],
});

const portfolioStatus = endpoint({
  method: 'GET',
  path: '/pas/v1/portfolio/status',
  scope: 'view',
  summary: 'All runs together: queue, lanes and measured shares',
  response: z.object({
    active_runs: z.number().int(),
    queued_tasks: z.number().int(),
    running_tasks: z.number().int(),
    lane_utilization: z.record(z.string(), z.number()),
    lane_caps: z.record(z.string(), z.number().int()),
    fairness_weights: z
      .record(z.string(), z.number())
      .describe(
        'share of lane time each active project got in the last minute of busy time, by its number, as `project-` and its number, and by the ids of its active runs',
      ),
    spend_today_usd: z.number(),
    pending_approvals: z.number().int(),
    last_event_seq: z
      .number()
      .int()
      .describe(
        'newest event; a stream opened with after= this misses nothing later than this answer',
      ),
  }),
});

const RECEIPT_WORDS = [
  'succeeded',
  'success',
  'completed',
  'ok',
  'failed',
  'failure',
  'error',
  'skipped',
];

const attemptSchema = z.number().int().min(1).max(1e6).optional();

const heartbeat = endpoint({
  method: 'POST',
  path: '/pas/v1/heartbeats',
  scope: 'start',
  summary: 'Report that an outside executor still works on a task',
  body: z.object({
    run_id: runIdSchema,
    task_id: taskIdSchema,
    ts: z
      .union([z.iso.datetime({ offset: true }), z.number().min(0).max(1e14)])
      .optional()
      .describe('ISO 8601 or epoch (s or ms); not used: a lease goes by the clock of the service'),
    progress_pct: z.number().min(0).max(1).default(0),
    est_remaining_ms: z.number().min(0).max(1e12).optional(),
    attempt: attemptSchema.describe(
      'the attempt that sends it; one that lost its lease renews nothing, and the answer names the present one',
    ),
    ...keyField,
  }),
  response: z.object({
    status: z.literal('acknowledged'),
    attempt: z.number().int().describe('the task’s present attempt; 0 before the first'),
    ...replayField,
  }),
  errors: ['unknown_run', 'unknown_task', 'run_mismatch'],
});

const storeReceipt = endpoint({
  method: 'POST',
  path: '/pas/v1/receipts',
  scope: 'start',
  summary: 'Report the end of a task that an outside executor did',
  description:
    'Every ended attempt has one receipt, of its own. The receipt of an attempt that lost its lease is booked to it once and answered 409; the present attempt goes on.',
  body: z.object({
    task_id: taskIdSchema,
    run_id: runIdSchema,
    lane: z
      .string()
      .min(1)
      .max(64)
      .describe('the lane of its card; the receipt keeps it as it was sent'),
    provider: z.string().min(1).max(200),
    tokens_in: tokensSchema.default(0),
    tokens_out: tokensSchema.default(0),
    tokens_think: tokensSchema.default(0),
    tokens_tool_use: tokensSchema.default(0),
    time_ms: z.number().min(0).max(1e12),
    cost_usd: usdSchema,
    energy_kwh: z.number().min(0).max(1e6).nullable().optional(),
    echo_cos: z.number().min(-1).max(1).nullable().optional(),
    carbon_kg: z.number().min(0).max(1e6).nullable().optional(),
    status: z.string().min(1).max(50).meta({
      description: 'ok, success and completed are succeeded; error and failure are failed',
      enum: RECEIPT_WORDS,
    }),
    artifacts_path: z.string().max(4096).nullable().optional(),
    attempt: attemptSchema.describe(
      'the attempt that this is the receipt of; without it an equal repeat is answered as before, else the oldest lost attempt is meant, else the open one',
    ),
    ...keyField,
  }),
  response: z.object({ status: z.literal('stored'), task_id: taskIdSchema, ...replayField }),
  errors: ['unknown_run', 'unknown_task', 'run_mismatch', 'task_running', 'attempt_ended'],
});

const storeKpi = endpoint({
  method: 'POST',
  path: '/pas/v1/kpis',
  scope: 'start',
  summary: 'Report a KPI that an outside executor measured',
  description:
    'Shown as `reported`: it can violate a gate, it never stands in for the app’s own evidence.',
  body: z.object({
    task_id: taskIdSchema,
    run_id: runIdSchema,
    kpi_name: z.string().min(1).max(100),
    value: anyJson.describe('any JSON'),
    pass: z.boolean().optional(),
    pass_bool: z.boolean().optional().describe('Same as pass.'),
    threshold: z
      .union([z.number(), z.boolean(), z.string().max(200), z.looseObject({}), z.null()])
      .optional()
      .describe('kept and given back as sent'),
    logs_path: z
      .string()
      .max(4096)
      .nullable()
      .optional()
      .describe('kept in the event of this report'),
    ...keyField,
  }),
  response: z.object({
    status: z.literal('stored'),
    task_id: taskIdSchema,
    kpi_name: z.string(),
    ...replayField,
  }),
  errors: ['unknown_run', 'unknown_task', 'run_mismatch'],
});

/** The twelve operations of v1: stable, none renamed or removed. */
export const pasV1 = {
  health,
  submitJobcard,
  startRun,
  pauseRun,
  resumeRun,
  terminateRun,
  simulateRun,
  runStatus,
  portfolioStatus,
  heartbeat,
  storeReceipt,
  storeKpi,
};
