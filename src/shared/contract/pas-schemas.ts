import { z } from 'zod';
import { evidenceSchema } from '../evidence.ts';
import { projectIdSchema, runIdSchema, taskIdSchema } from '../ids.ts';
import { laneNameSchema } from '../lanes.ts';
import {
  approvalStateSchema,
  executionModeSchema,
  failureClassSchema,
  gateStateSchema,
  runKindSchema,
  runStateSchema,
  taskStateSchema,
} from '../states.ts';
import {
  approvalKindSchema,
  requesterSchema,
  ruleDecisionSchema,
  ruleScopeSchema,
  shownActionSchema,
} from '../rules.ts';
import { MAX_MINUTES, MAX_USD } from '../units.ts';
import { breachPolicySchema } from './run-fields.ts';

/** A text such as `1,50` is refused with what to write. */
export const usdSchema = z
  .number({
    error: ({ input }) =>
      input === undefined ? undefined : 'must be dollars as a number without commas: write 1.50',
  })
  .min(0)
  .max(MAX_USD);
export const isoTimeSchema = z.string().describe('ISO 8601, UTC');
export const tokensSchema = z.number().int().min(0).max(1e12);

/** A cap of time. */
export const durationMinutesSchema = z
  .number({
    error: ({ input }) =>
      input === undefined ? undefined : 'must be minutes as a number: write 30',
  })
  .gt(0)
  .max(MAX_MINUTES);

export const budgetCapsSchema = z.strictObject({
  budget_usd: usdSchema.optional(),
  energy_kwh: z.number().min(0).max(1e6).optional(),
  tokens: tokensSchema.optional(),
  duration_minutes: durationMinutesSchema
    .optional()
    .describe('of the time that the run works: paused, or waiting for a person, it uses none'),
});

/** Any JSON value; it comes back as it was sent. */
export const anyJson = z.unknown().refine((value): boolean => value !== undefined, 'is required');

/** An interval estimate. `null` bounds are never used: what is not known is left out. */
export const bandSchema = z.object({ mean: z.number(), ci_90: z.tuple([z.number(), z.number()]) });

/** The same in whole numbers: tokens. */
export const tokenBandSchema = z.object({
  mean: z.number().int(),
  ci_90: z.tuple([z.number().int(), z.number().int()]),
});

export const waitReasonSchema = z.object({
  kind: z
    .enum([
      'cap',
      'share',
      'dependency',
      'budget',
      'approval',
      'conflict',
      'provider',
      'retry',
      'paused',
      'not_started',
      'quarantine',
      'rehearsal',
      'next',
    ])
    .describe('`provider` and `quarantine` are set once model calls exist'),
  text: z.string().describe('one line: why it waits and what would free it'),
});
export type WaitReason = z.infer<typeof waitReasonSchema>;

export const kpiViolationSchema = z.object({
  task_id: z.string(),
  kpi_name: z.string(),
  expected: anyJson.describe('the threshold as it was sent'),
  actual: anyJson.describe('the value as it was sent'),
  pass: z.boolean(),
});

/** Dollar caps above a run; null or missing is no cap. */
export const sharedBudgetsSchema = z.object({
  day_usd: z.number().nullable(),
  projects: z.record(z.string(), z.number()).describe('by project number'),
});

export const runTaskSchema = z.object({
  task_id: taskIdSchema,
  lane: z.string(),
  status: taskStateSchema,
  title: z.string(),
  kind: z.string(),
  mode: executionModeSchema.nullable().describe('null until it is decided at dispatch'),
  deps: z.array(z.string()),
  attempt: z.number().int(),
  progress_pct: z.number(),
  reason: z.string().nullable().describe('why it failed, was skipped or set aside'),
  waits: waitReasonSchema.nullable().describe('null unless queued'),
  queued_at: isoTimeSchema,
  started_at: isoTimeSchema.nullable(),
  ended_at: isoTimeSchema.nullable(),
  time_ms: z.number().nullable(),
  cost_usd: z.number().nullable(),
  reserved_usd: z.number(),
  tokens_total: z.number().int().nullable(),
  energy_kwh: z.number().nullable(),
  estimate_ms: bandSchema.nullable(),
});
export type RunTask = z.infer<typeof runTaskSchema>;

export const gateRowSchema = z.object({
  task_id: taskIdSchema.nullable().describe('null for a gate of the whole run'),
  kpi_name: z.string(),
  state: gateStateSchema,
  value: anyJson,
  threshold: anyJson,
  source: z
    .enum(['measured', 'reported', 'synthetic'])
    .describe('measured by the app, reported by a client, or drawn for a synthetic task'),
  evidence: evidenceSchema.nullable(),
  created_at: isoTimeSchema,
});
export type Gate = z.infer<typeof gateRowSchema>;

/** A person's word against a run's gates. */
export const overrideSchema = z.object({
  actor: z.string(),
  reason: z.string(),
  scope: z.string(),
  at: isoTimeSchema,
});

/** A person's word against a run's budget. */
export const budgetOverrideSchema = z.object({
  actor: z.string(),
  reason: z.string().nullable(),
  from_usd: z.number().nullable(),
  to_usd: z.number().nullable().describe('the same as `from_usd`: it went on under the old cap'),
  from_minutes: z.number().nullable().describe('null: it was not about time'),
  to_minutes: z.number().nullable().describe('the same as `from_minutes`: it went on'),
  at: isoTimeSchema,
});

/** What a run asks about its budget and nobody has answered yet. */
export const budgetQuestionSchema = z.object({
  approval_id: z.number().int(),
  question: z.string(),
  proposed_budget_usd: z.number().nullable(),
  proposed_duration_minutes: z.number().nullable().describe('null: it is not about time'),
});

export const runStatusSchema = z.object({
  run_id: runIdSchema,
  project_id: projectIdSchema,
  status: runStateSchema,
  reason: z.string().nullable(),
  run_kind: runKindSchema,
  mode: executionModeSchema.describe('synthetic when any task ran synthetic'),
  verification: gateStateSchema.describe('the state of the run as a whole, by its evidence'),
  validation_pass: z
    .boolean()
    .nullable()
    .describe(
      'true when every gate holds, false when one does not; null before the run is settled',
    ),
  overridden: overrideSchema
    .nullable()
    .describe('who completed it against its gates, and why; null: nobody did'),
  budget_overridden: budgetOverrideSchema
    .nullable()
    .describe('who last raised its cap, or let it go on over its projection; null: nobody did'),
  budget_question: budgetQuestionSchema
    .nullable()
    .describe('what it asks about its budget; open until a person answers or the run ends'),
  tasks_total: z.number().int(),
  tasks_completed: z.number().int().describe('terminal tasks, failed and skipped included'),
  tasks_failed: z.number().int(),
  tasks_skipped: z.number().int().describe('terminal tasks that never ran'),
  left_out: z
    .array(z.object({ title: z.string(), why: z.string() }))
    .describe('tasks of its plan that are not part of it; no total counts them'),
  spend_usd: z.number(),
  reserved_usd: z.number(),
  budget_usd: z.number().nullable(),
  budget_duration_minutes: z.number().nullable(),
  worked_minutes: z
    .number()
    .describe(
      'since its start, without the time it was paused, ended or, under a cap of time, waited for a person',
    ),
  time_up_at: isoTimeSchema
    .nullable()
    .describe('when its time is used up if it goes on; null without a cap, and while none is used'),
  breach_policy: breachPolicySchema,
  projected_usd: z.number().nullable(),
  spend_energy_kwh: z.number().describe('sum over the tasks whose energy is known'),
  energy_unknown_tasks: z.number().int(),
  tokens_total: z.number().int(),
  runway_minutes: z
    .number()
    .nullable()
    .describe('null without a dollar cap, and while nothing has been spent'),
  kpi_violations: z.array(kpiViolationSchema),
  gates: z.array(gateRowSchema),
  base_commit: z
    .string()
    .nullable()
    .describe('the commit of the checkout that the run started from'),
  uncommitted: z
    .number()
    .int()
    .nullable()
    .describe('changes of the checkout that were in no commit; null: not counted'),
  with_changes: z.boolean().describe('these changes were part of the run'),
  lacks: z.array(z.string()).describe('what its worktree could not be given, in sentences'),
  branch: z.string().nullable(),
  worktree_path: z.string().nullable(),
  repo_path: z.string().nullable(),
  created_at: isoTimeSchema,
  started_at: isoTimeSchema.nullable(),
  ended_at: isoTimeSchema.nullable(),
  tasks: z.array(runTaskSchema),
});
export type RunStatus = z.infer<typeof runStatusSchema>;

export const runSummarySchema = runStatusSchema.omit({
  tasks: true,
  gates: true,
  kpi_violations: true,
  left_out: true,
});
export type RunSummary = z.infer<typeof runSummarySchema>;

export const receiptSchema = z.object({
  task_id: taskIdSchema,
  run_id: runIdSchema,
  lane: z.string(),
  provider: z.string(),
  mode: executionModeSchema,
  attempt: z.number().int(),
  status: z
    .enum(['succeeded', 'failed', 'skipped', 'lost'])
    .describe('how the attempt ended; lost: its lease was lost'),
  tokens_in: z.number().int(),
  tokens_out: z.number().int(),
  tokens_think: z.number().int(),
  tokens_tool_use: z.number().int(),
  time_ms: z.number(),
  cpu_ms: z.number().nullable(),
  cost_usd: z.number(),
  cost_known: z
    .boolean()
    .describe('false when an attempt was cut off or lost: its cost is unknown, not zero'),
  energy_kwh: z.number().nullable(),
  energy_source: z.enum(['measured', 'estimated', 'reported', 'synthetic', 'unknown']),
  carbon_kg: z.number().nullable(),
  echo_cos: z.number().nullable(),
  artifacts_path: z.string().nullable(),
  failure_class: failureClassSchema.nullable(),
  created_at: isoTimeSchema,
  filled_at: isoTimeSchema
    .nullable()
    .describe(
      'when a late report gave the usage of a lost attempt; null before, and for other attempts',
    ),
  rule_id: z.number().int().nullable().describe('the rule it ran under; null: it needed none'),
});
export type Receipt = z.infer<typeof receiptSchema>;

export const approvalSchema = z.object({
  approval_id: z.number().int(),
  run_id: runIdSchema,
  kind: approvalKindSchema,
  status: approvalStateSchema,
  question: z.string(),
  proposed_budget_usd: z.number().nullable(),
  proposed_duration_minutes: z.number().nullable(),
  task_id: taskIdSchema.nullable().describe('the task that asked first; null for a budget'),
  task_title: z.string().nullable(),
  project_name: z.string(),
  shown: shownActionSchema.nullable().describe('what is asked for, whole; null for a budget'),
  requester: requesterSchema.nullable(),
  asked_by: z.string().nullable().describe('`local`, or the name of a token'),
  created_at: isoTimeSchema,
  expires_at: isoTimeSchema.nullable().describe('when it counts as refused; null once decided'),
  decided_at: isoTimeSchema.nullable(),
  actor: z.string().nullable(),
  reason: z.string().nullable(),
  rule_id: z.number().int().nullable().describe('the rule that the decision recorded'),
});
export type Approval = z.infer<typeof approvalSchema>;

export const ruleSchema = z.object({
  rule_id: z.number().int(),
  kind: approvalKindSchema.exclude(['budget']),
  action: z.string().describe('the action in one line: equal text, equal action'),
  shown: shownActionSchema,
  decision: ruleDecisionSchema,
  scope: ruleScopeSchema,
  scope_ref: z
    .string()
    .nullable()
    .describe('the task, run or project it was given for; null for always'),
  approval_id: z.number().int().nullable(),
  actor: z.string(),
  reason: z.string().nullable(),
  created_at: isoTimeSchema,
  expires_at: isoTimeSchema.nullable().describe('null: never'),
  ended_at: isoTimeSchema.nullable().describe('when it was revoked'),
  ended_by: z.string().nullable(),
  ended_reason: z.string().nullable(),
});
export type RuleFacts = z.infer<typeof ruleSchema>;

/** What will wait for an approval, said before the start. */
export const willAskSchema = z.object({
  kind: approvalKindSchema.exclude(['budget']),
  action: z.string().describe('send it back in `approves` to approve it with the start'),
  shown: shownActionSchema,
  title: z.string(),
  tasks: z.array(z.string()).describe('the tasks that wait for it: ids, or keys of the plan'),
  why: z.string(),
  refused: z.boolean().describe('a rule refuses it: it waits until that is revoked'),
  with_start: z
    .boolean()
    .describe('a start that may approve approves it; false: it waits for an approval of its own'),
});
export type WillAsk = z.infer<typeof willAskSchema>;

export const logLineSchema = z.object({
  offset: z.number().int().describe('position after this line; resume with after=offset'),
  ts: isoTimeSchema,
  run_id: z.string(),
  task_id: z.string(),
  stream: z.enum(['stdout', 'stderr', 'system']),
  text: z.string(),
});
export type LogLine = z.infer<typeof logLineSchema>;

export const laneSchema = z.object({
  name: laneNameSchema,
  cap: z.number().int(),
  running: z.number().int(),
  queued: z.number().int(),
  utilization: z.number(),
  gates: z.array(
    z.object({
      kpi: z.string(),
      rule: z.string(),
      threshold: z.union([z.number(), z.boolean()]),
      required: z.boolean(),
      not_measured: z
        .string()
        .nullable()
        .describe('why nothing measures this gate yet; null when it is measured'),
    }),
  ),
});
export type Lane = z.infer<typeof laneSchema>;
