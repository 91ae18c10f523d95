import { z } from 'zod';
import { pathText } from '../path-text.ts';
import { projectIdSchema, runIdSchema } from '../ids.ts';
import { projectStateSchema, runStateSchema } from '../states.ts';
import { endpoint, keyField, replayField } from './define.ts';
import {
  bandSchema,
  gateRowSchema,
  runStatusSchema,
  tokenBandSchema,
  durationMinutesSchema,
  tokensSchema,
  usdSchema,
  willAskSchema,
} from './pas-schemas.ts';
import { initRepository } from './init-repository.ts';
import { startProject } from './start-project.ts';
import {
  idParam,
  plannedField,
  planSchema,
  projectDetailSchema,
  projectSchema,
  repositoryFactsSchema,
  repositorySchema,
  totalsSchema,
} from './plms-schemas.ts';
import { trustSchema } from '../trust.ts';
import { DELETION_RULES, deletionPreviewSchema, trashedSchema } from './trash-schemas.ts';
import { refuseUnknownLimits } from './refuse-unknown-limits.ts';
import { breachPolicyField } from './run-fields.ts';

const change = z.object({ reason: z.string().max(2000).optional(), ...keyField });
const changed = z.object({
  project_id: projectIdSchema,
  status: projectStateSchema,
  run_id: runIdSchema.nullable(),
  run_status: runStateSchema.nullable(),
  ...replayField,
});
const text = z.string().max(1_000_000);
const argv = z.array(z.string().min(1).max(4096)).min(1).max(100);

/** Project lifecycle: register, plan, estimate, approve, start, watch, complete. */
export const plmsContract = {
  plmsHealth: endpoint({
    method: 'GET',
    path: '/health',
    scope: 'view',
    aliases: ['/api/ops/healthz'],
    summary: 'Component health',
    response: z.object({
      status: z.enum(['ok', 'degraded', 'stopping']),
      service: z.literal('plms'),
      version: z.string(),
      projects: z.number().int(),
      redis: z.literal('not_used'),
      db: z.enum(['ok', 'error']),
      filesystem: z.enum(['ok', 'error']),
    }),
  }),
  createProject: endpoint({
    method: 'POST',
    path: '/api/projects',
    scope: 'start',
    aliases: ['/api/projects/create'],
    summary: 'Register a project',
    status: 201,
    body: z.object({
      name: z.string().trim().min(1).max(200),
      description: z.string().max(10_000).default(''),
      tags: z.array(z.string().max(100)).max(50).default([]),
      initial_context: text.optional(),
      repo: pathText().min(1).optional(),
      template: z.string().max(100).optional(),
      trust: z
        .boolean()
        .default(false)
        .describe(
          'records trust in the repository, where nothing was decided about it and the caller may approve',
        ),
      ...keyField,
    }),
    response: z.object({
      project_id: projectIdSchema,
      status: z.literal('ideation'),
      trust: trustSchema.nullable().describe('null: the project has no repository'),
      ...replayField,
    }),
    errors: ['not_a_repository', 'no_first_commit'],
  }),
  listProjects: endpoint({
    method: 'GET',
    path: '/api/projects',
    scope: 'view',
    summary: 'Projects, newest first',
    query: z.object({
      status: projectStateSchema.optional(),
      tags: z.string().max(500).optional(),
      q: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(1000).default(200),
    }),
    response: z.object({ projects: z.array(projectSchema) }),
  }),
  getProject: endpoint({
    method: 'GET',
    path: '/api/projects/:project_id',
    scope: 'view',
    summary: 'A project with facts, plan, estimate and runs',
    params: idParam,
    response: projectDetailSchema,
    errors: ['unknown_project'],
  }),
  cancelProject: endpoint({
    method: 'DELETE',
    path: '/api/projects/:project_id',
    scope: 'start',
    summary: 'Cancel a project and end its run; its records stay',
    params: idParam,
    response: changed,
    errors: ['unknown_project', 'illegal_transition'],
  }),
  cancelProjectByPost: endpoint({
    method: 'POST',
    path: '/api/projects/:project_id/cancel',
    scope: 'start',
    summary: 'As DELETE: cancel a project and end its run; its records stay',
    params: idParam,
    body: z.object({ ...keyField }),
    response: changed,
    errors: ['unknown_project', 'illegal_transition'],
  }),
  previewProjectDeletion: endpoint({
    method: 'GET',
    path: '/api/projects/:project_id/deletion',
    scope: 'view',
    summary: 'What would go with a project, and what would stay; deletes nothing',
    params: idParam,
    response: deletionPreviewSchema,
    errors: ['unknown_project'],
  }),
  deleteProject: endpoint({
    method: 'POST',
    path: '/api/projects/:project_id/delete',
    scope: 'admin',
    summary: 'Move a project with its runs to the trash, from where it can be restored',
    description: DELETION_RULES,
    params: idParam,
    body: z.object({ ...keyField }),
    response: trashedSchema,
    errors: ['unknown_project', 'illegal_transition'],
  }),
  generatePrd: endpoint({
    method: 'POST',
    path: '/api/projects/:project_id/generate-prd',
    scope: 'start',
    aliases: ['/api/projects/:project_id/plan'],
    summary: 'Write or import the PRD and plan the task graph from it',
    description:
      'The deterministic template planner: it looks at the repository for its test, lint and build commands and executes nothing.',
    params: idParam,
    body: z.object({
      goal: text.optional(),
      prd: text.optional().describe('Markdown; imported instead of written'),
      commands: z
        .object({ test: argv.optional(), lint: argv.optional(), build: argv.optional() })
        .optional()
        .describe('your own commands instead of the found ones'),
      ...keyField,
    }),
    response: z.object({
      project_id: projectIdSchema,
      status: projectStateSchema,
      facts: repositoryFactsSchema.nullable(),
      plan: planSchema,
      will_ask: z.array(willAskSchema).describe('what waits for an approval once it is started'),
      trust: trustSchema.nullable().describe('null: the project has no repository'),
      ...replayField,
    }),
    errors: ['unknown_project', 'illegal_transition', 'not_a_repository', 'no_first_commit'],
  }),
  estimateProject: endpoint({
    method: 'POST',
    path: '/api/projects/:project_id/estimate',
    scope: 'start',
    summary: 'Task tree with estimates, and totals with 90 % bands',
    params: idParam,
    body: z.object({ ...keyField }),
    response: z.object({
      project_id: projectIdSchema,
      status: projectStateSchema,
      tasks: planSchema.shape.tasks,
      totals: totalsSchema,
      ...plannedField,
      ...replayField,
    }),
    errors: [
      'unknown_project',
      'no_plan',
      'illegal_transition',
      'not_a_repository',
      'no_first_commit',
    ],
  }),
  approveProject: endpoint({
    method: 'POST',
    path: '/api/projects/:project_id/approve',
    scope: 'approve',
    summary: 'Approve the plan with its budget',
    params: idParam,
    body: refuseUnknownLimits(
      z.object({
        budget_cost_usd_max: usdSchema.optional(),
        budget_tokens_max: tokensSchema.optional(),
        budget_energy_kwh_max: z.number().min(0).max(1e6).optional(),
        budget_duration_minutes_max: durationMinutesSchema.optional(),
        breach_policy: breachPolicyField,
        quality_slo: z
          .number()
          .min(0)
          .max(1)
          .optional()
          .describe('kept in the event of this approval; no gate uses it yet'),
        ...keyField,
      }),
    ),
    response: changed.extend(plannedField),
    errors: [
      'unknown_project',
      'no_plan',
      'illegal_transition',
      'not_a_repository',
      'no_first_commit',
    ],
  }),
  startProject,
  simulateProject: endpoint({
    method: 'POST',
    path: '/api/projects/:project_id/simulate',
    scope: 'start',
    summary: 'Rehearse a sample of the plan in a throw-away worktree',
    params: idParam,
    query: z.object({
      rehearsal_pct: z.coerce.number().min(0).max(0.2).default(0.01),
      write_sandbox: z
        .stringbool()
        .optional()
        .meta({
          description: 'not used: a rehearsal always runs in a worktree that is thrown away',
          enum: ['true', 'false', '1', '0'],
        }),
    }),
    body: z.object({ ...keyField }),
    response: z.object({
      simulation_results: z.object({
        rehearsal_run_id: z.string().nullable(),
        basis: z.string(),
        strata_coverage: z.number(),
        actual_pct: z.number(),
        auto_bumped: z.boolean(),
        sampled: z.number().int(),
        rehearsal_actual: z.object({
          tokens: z.number().int(),
          time_ms: z.number(),
          cost_usd: z.number(),
        }),
        extrapolated_full: z.object({
          tokens: tokenBandSchema,
          time_ms: bandSchema,
          cost_usd: bandSchema,
          energy_kwh: bandSchema.nullable(),
          ci_90: z.tuple([z.number().int(), z.number().int()]),
        }),
        risk_score: z.number(),
        risk_factors: z.array(z.string()),
      }),
      will_ask: z.array(willAskSchema).describe('what waits for an approval once it is started'),
      ...plannedField,
      ...replayField,
    }),
    errors: [
      'unknown_project',
      'no_plan',
      'illegal_transition',
      'not_a_repository',
      'no_first_commit',
      'in_trash',
    ],
  }),
  pauseProject: endpoint({
    method: 'POST',
    path: '/api/projects/:project_id/pause',
    scope: 'start',
    summary: 'Pause the current run',
    params: idParam,
    body: change,
    response: changed,
    errors: ['unknown_project', 'unknown_run', 'illegal_transition'],
  }),
  resumeProject: endpoint({
    method: 'POST',
    path: '/api/projects/:project_id/resume',
    scope: 'start',
    summary: 'Resume the current run',
    params: idParam,
    body: change,
    response: changed,
    errors: ['unknown_project', 'unknown_run', 'illegal_transition'],
  }),
  terminateProject: endpoint({
    method: 'POST',
    path: '/api/projects/:project_id/terminate',
    scope: 'start',
    summary: 'Terminate the current run',
    params: idParam,
    body: change,
    response: changed,
    errors: ['unknown_project', 'unknown_run', 'illegal_transition'],
  }),
  projectStatus: endpoint({
    method: 'GET',
    path: '/api/projects/:project_id/status',
    scope: 'view',
    summary: 'Progress, current task, use and budget left',
    params: idParam,
    response: z.object({
      project: projectSchema,
      run: runStatusSchema.nullable(),
      progress: z.number(),
      current_task: z.string().nullable(),
      budget_left_usd: z.number().nullable(),
    }),
    errors: ['unknown_project'],
  }),
  validateProject: endpoint({
    method: 'POST',
    path: '/api/projects/:project_id/validate',
    scope: 'start',
    summary: 'Run the gates on the current run’s tree',
    params: idParam,
    body: change,
    response: changed.extend({ verification: z.string(), gates: z.array(gateRowSchema) }),
    errors: ['unknown_project', 'unknown_run', 'illegal_transition'],
  }),
  completeProject: endpoint({
    method: 'POST',
    path: '/api/projects/:project_id/complete',
    scope: 'start',
    fieldScopes: { override_reason: 'approve' },
    summary: 'Complete the project if its gates hold',
    params: idParam,
    body: z.object({ override_reason: z.string().min(3).max(2000).optional(), ...keyField }),
    response: changed,
    errors: ['unknown_project', 'unknown_run', 'illegal_transition', 'gate_violation'],
  }),
  budgetRunway: endpoint({
    method: 'GET',
    path: '/api/projects/:project_id/budget-runway',
    scope: 'view',
    summary: 'Budget, burn rate and minutes left',
    params: idParam,
    response: z.object({
      budget: z.object({
        usd_max: z.number().nullable(),
        usd_spent: z.number(),
        burn_per_min: z.number(),
        minutes_max: z.number().nullable().describe('cap of the time that the run works'),
        minutes_worked: z.number(),
      }),
      runway: z.object({
        minutes_to_depletion: z.number().nullable(),
        projected_overrun_usd: z.number().nullable(),
      }),
      status: z.enum(['ok', 'warning', 'critical']),
    }),
    errors: ['unknown_project'],
  }),
  listRepositories: endpoint({
    method: 'GET',
    path: '/api/repositories',
    scope: 'view',
    summary: 'Repositories opened lately',
    response: z.object({ repositories: z.array(repositorySchema) }),
  }),
  openRepository: endpoint({
    method: 'POST',
    path: '/api/repositories',
    scope: 'start',
    summary: 'Open a repository: look at it, run nothing of it',
    body: z.object({ path: pathText().min(1), ...keyField }),
    response: z.object({ facts: repositoryFactsSchema, ...replayField }),
    errors: ['not_a_repository', 'no_first_commit'],
  }),
  initRepository,
};
