import { z } from 'zod';
import { COMMAND_ORIGINS } from '../commands.ts';
import { projectIdSchema, runIdSchema } from '../ids.ts';
import { STEPS } from '../payload.ts';
import { projectStateSchema, runStateSchema } from '../states.ts';
import { trustSchema } from '../trust.ts';
import { bandSchema, budgetCapsSchema, tokenBandSchema, willAskSchema } from './pas-schemas.ts';
import { breachPolicySchema } from './run-fields.ts';

/** A command of the repository, found by looking at it, with the place where it was found. */
export const foundCommandSchema = z.object({
  step: z.enum(STEPS),
  command: z.array(z.string()),
  report: z.string().nullable().describe('how its results are read; null: by exit code'),
  found_in: z.string().describe('file and key that named it'),
});

/** What looking at a repository found. Nothing of the repository was executed. */
export const repositoryFactsSchema = z.object({
  path: z.string(),
  name: z.string(),
  branch: z.string().nullable(),
  commit: z.string().nullable(),
  dirty: z.boolean(),
  uncommitted: z
    .number()
    .int()
    .optional()
    .describe('how many changes of its files were in no commit; absent where it was not counted'),
  lacks: z
    .array(z.string())
    .default([])
    .describe('what the worktree of a run could not be given, in sentences'),
  languages: z.array(z.object({ name: z.string(), files: z.number().int() })),
  commands: z.array(foundCommandSchema),
  missing: z.array(z.object({ step: z.enum(STEPS), reason: z.string() })),
});
export type RepositoryFacts = z.infer<typeof repositoryFactsSchema>;

/** A repository as it is now; `facts` are from when it was last looked at. */
export const checkoutSchema = z.object({
  branch: z.string().nullable().describe('null: HEAD is detached'),
  commit: z.string().nullable().describe('null: there is no commit yet'),
  uncommitted: z.number().int().describe('how many changes of its files are in no commit'),
});

export const estimateSourceSchema = z.object({
  basis: z.enum(['shipped_prior', 'observed', 'exact']),
  observations: z.number().int(),
  cold_start: z.boolean(),
  text: z.string().describe('which prior, how many observations, in one line'),
});

export const taskEstimateSchema = z.object({
  tokens: tokenBandSchema,
  time_ms: bandSchema,
  cost_usd: bandSchema,
  energy_kwh: bandSchema.nullable(),
  source: estimateSourceSchema,
});
export type TaskEstimate = z.infer<typeof taskEstimateSchema>;

/** The whole command of a task, and where it comes from. The engine looks again before it runs. */
const plannedCommandSchema = z.object({
  argv: z.array(z.string()).describe('`{report}` stands for the path of its report'),
  origin: z
    .enum(COMMAND_ORIGINS)
    .describe('found: the repository names it; template: Slipway builds it; own: somebody’s'),
  source: z.string().nullable().describe('the place that named it, or the template'),
  action: z.string().describe('the text that rules and approvals know it by'),
});
export type PlannedCommand = z.infer<typeof plannedCommandSchema>;

export const planTaskSchema = z.object({
  key: z.string().describe('name inside the plan; a task id is given when the run starts'),
  title: z.string(),
  lane: z.string(),
  kind: z.string(),
  complexity: z.enum(['low', 'medium', 'high']),
  deps: z.array(z.string()),
  parent: z.string().nullable(),
  kpis: z.array(z.string()),
  payload: z.record(z.string(), z.unknown()),
  command: plannedCommandSchema.nullable().default(null),
  runnable: z.boolean().describe('false when it needs a model and none is configured'),
  estimate: taskEstimateSchema.nullable(),
});
export type PlanTask = z.infer<typeof planTaskSchema>;

export const planSchema = z.object({
  source: z
    .enum(['template', 'architect'])
    .describe('template: the deterministic planner; no model answered'),
  goal: z.string(),
  goal_assumed: z
    .boolean()
    .default(false)
    .describe('true: nobody stated one; it is that the repository’s own checks are green'),
  prd: z.string(),
  prd_hash: z.string(),
  waves: z
    .array(z.array(z.string()))
    .describe(
      'keys that may run together, in order: neither dependent on nor in reach of each other',
    ),
  conflicts: z
    .array(z.object({ first: z.string(), second: z.string(), file: z.string() }))
    .default([])
    .describe('tasks kept apart because a change of either may affect the file'),
  tasks: z.array(planTaskSchema),
  notes: z.array(z.string()),
});
export type Plan = z.infer<typeof planSchema>;

export const totalsSchema = z.object({
  tokens: tokenBandSchema,
  time_ms: bandSchema,
  cost_usd: bandSchema,
  energy_kwh: bandSchema.nullable(),
  cold_start: z.boolean(),
  coverage: z
    .object({ observed: z.number().nullable(), n: z.number().int() })
    .describe('share of finished runs inside their band'),
  text: z.string(),
});
export type Totals = z.infer<typeof totalsSchema>;

export const projectSchema = z.object({
  project_id: projectIdSchema,
  name: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  status: projectStateSchema,
  repo: z.string().nullable(),
  template: z.string().nullable(),
  weight: z.number(),
  current_run_id: runIdSchema.nullable(),
  overridden: z.boolean().describe('its current run was completed against its gates'),
  budget_question: z
    .string()
    .nullable()
    .describe('what its current run asks about its budget; null: nothing'),
  budget_caps: budgetCapsSchema.nullable(),
  breach_policy: breachPolicySchema,
  created_at: z.string(),
  updated_at: z.string(),
});
export type Project = z.infer<typeof projectSchema>;

export const projectDetailSchema = projectSchema.extend({
  facts: repositoryFactsSchema.nullable(),
  checkout: checkoutSchema.nullable().describe('null: no repository, or one that cannot be read'),
  plan: planSchema.nullable(),
  will_ask: z.array(willAskSchema).describe('what of the plan waits for an approval once started'),
  trust: trustSchema.nullable().describe('null: the project has no repository'),
  totals: totalsSchema.nullable(),
  runs: z.array(
    z.object({
      run_id: runIdSchema,
      status: runStateSchema,
      run_kind: z.string(),
      overridden: z.boolean().describe('it was completed against its gates'),
      created_at: z.string(),
      ended_at: z.string().nullable(),
    }),
  ),
});
export type ProjectDetail = z.infer<typeof projectDetailSchema>;

export const repositorySchema = z.object({
  path: z.string(),
  name: z.string(),
  last_opened_at: z.string(),
});

/** Names a project in a path. */
export const idParam = z.object({ project_id: z.coerce.number().int().min(0) });

export const plannedField = {
  planned_on_the_way: z
    .string()
    .nullable()
    .describe('what was planned because there was no plan, in one line; null: there was one'),
};
