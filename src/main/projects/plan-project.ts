import { createHash } from 'node:crypto';
import { estimateTask } from '#core/estimate/estimate-task.ts';
import { estimateTotals, type EstimatedTask } from '#core/estimate/estimate-totals.ts';
import { moveProject } from '#core/lifecycle/project-transitions.ts';
import { findTemplate, templatePrd } from '#core/plan/find-template.ts';
import { findNamedPaths } from '#core/plan/find-named-paths.ts';
import { partWaves } from '#core/plan/part-waves.ts';
import { planFromGoal } from '#core/plan/plan-from-goal.ts';
import { writePrd } from '#core/plan/write-prd.ts';
import type { CallContext, Output, Parsed, plmsContract } from '#shared/contract/contract.ts';
import { planSchema, type Plan, type PlanTask } from '#shared/contract/plms-schemas.ts';
import { AppError } from '#shared/errors.ts';
import type { ProjectState } from '#shared/states.ts';
import type { ProjectRow } from '../db/projects.ts';
import type { Execution, Ledger, Settings } from '../dispatch/spine.ts';
import { inspectRepository, type InspectedRepository } from './inspect-repository.ts';
import { answerOnce, writeKeyed } from '../runs/keyed-write.ts';
import { sayTrust } from '../approvals/trust/say-trust.ts';
import { planWillAsk } from '../approvals/will-ask.ts';
import { plannedCommand } from './planned-command.ts';
import { lookAtRepository, parseStored, requireProject } from './read-projects.ts';

type Plms = typeof plmsContract;
type PlanInput = Parsed<Plms['generatePrd']>;

/** Looks at the repository, writes or imports the PRD and makes the task graph. */
export async function planProject(
  spine: Ledger & Settings & Execution,
  input: PlanInput,
  call: CallContext,
): Promise<Output<Plms['generatePrd']>> {
  return answerOnce(spine, { operation: 'generatePrd', input, call }, async () => {
    const project = requireProject(spine.store, input.project_id);
    const inspected =
      project.repo === null
        ? null
        : await inspectRepository(spine, project.repo, input.commands ?? {});
    const plan = makePlan(spine, project, { input, inspected });
    const look = await lookAtRepository(spine, project);
    return writeKeyed<Output<Plms['generatePrd']>>(spine, {
      operation: 'generatePrd',
      input,
      call,
      effect: (tx) => {
        const row = requireProject(tx, input.project_id);
        const status = goTo(row, 'planning');
        const { nowMs } = tx;
        tx.projects.setPlan({
          id: row.project_id,
          plan: JSON.stringify(plan),
          facts: inspected === null ? null : JSON.stringify(inspected.facts),
          status,
          nowMs,
        });
        tx.events.append(
          {
            type: 'project.planned',
            projectId: row.project_id,
            data: { tasks: plan.tasks.length },
          },
          nowMs,
        );
        const will_ask = planWillAsk(tx, spine, row, {
          tasks: plan.tasks,
          requester: call.requester,
          look,
        });
        const trust = sayTrust(tx, look, { ...row, requester: call.requester });
        const facts = inspected?.facts ?? null;
        return { project_id: row.project_id, status, facts, plan, will_ask, trust };
      },
    });
  });
}

/** The state, when the table allows it; otherwise `illegal_transition` with its sentence. */
export function goTo(row: ProjectRow, to: ProjectState): ProjectState {
  if (row.status === to) return to;
  const moved = moveProject(row.status, to);
  if (moved.ok) return to;
  throw new AppError('illegal_transition', moved.detail);
}

interface PlanSources {
  input: PlanInput;
  inspected: InspectedRepository | null;
}

function makePlan(spine: Settings & Execution, project: ProjectRow, from: PlanSources): Plan {
  const { goal, given, prd } = whatToPlan(project, from);
  const found = from.inspected?.found ?? { commands: [], missing: [], notes: [] };
  const plan = planFromGoal({
    name: project.name,
    goal,
    prd: given,
    prdHash: createHash('sha256').update(prd).digest('hex'),
    commands: found.commands,
    missing: found.missing,
    repoName: from.inspected?.facts.name ?? null,
    modelAvailable: false,
    synthetic: spine.options.synthetic,
    lookingNotes: found.notes,
  });
  const own = from.input.commands ?? {};
  const files = from.inspected?.files ?? [];
  const tasks = plan.tasks
    .map((task) => withOwnCommand(task, own))
    .map((task) => withCommand(task, from.inspected))
    .map((task) => withNamedPaths(task, files));
  return { ...plan, prd, tasks, ...keepApart(spine, project.repo, { waves: plan.waves, tasks }) };
}

/** A task that names files of the repository is taken to write them. */
function withNamedPaths(task: PlanTask, files: readonly string[]): PlanTask {
  const { goal, paths } = task.payload;
  if (typeof goal !== 'string' || paths !== undefined) return task;
  const named = findNamedPaths(goal, files);
  return named.length === 0 ? task : { ...task, payload: { ...task.payload, paths: named } };
}

/** Waves in which no two tasks may affect the same file, by the code index. */
function keepApart(
  spine: Execution,
  repo: string | null,
  plan: Pick<Plan, 'waves' | 'tasks'>,
): Pick<Plan, 'waves' | 'conflicts'> {
  const reach = new Map<string, ReadonlySet<string>>();
  for (const { key, payload } of plan.tasks) {
    const paths = payload['paths'];
    if (repo === null || !Array.isArray(paths) || payload['may_overlap'] === true) continue;
    const written = paths.map(String);
    reach.set(key, new Set(spine.index.reach(repo, written) ?? written));
  }
  return partWaves(plan.waves, reach);
}

/**
 * The goal in words, the PRD that was given or comes from the template, and the one that will be
 * kept.
 */
function whatToPlan(
  project: ProjectRow,
  { input, inspected }: PlanSources,
): { goal: string; given: string | null; prd: string } {
  const facts = inspected?.facts ?? null;
  const goal = input.goal ?? project.initial_context ?? project.description;
  const given = input.prd ?? (input.goal === undefined ? fromTemplate(project, facts) : null);
  if (goal.trim() === '' && given === null) {
    throw new AppError('invalid_input', 'There is nothing to plan: give a `goal` or a PRD.', {
      errors: [{ path: 'goal', message: 'is required when there is no prd' }],
    });
  }
  return { goal, given, prd: given ?? writePrd({ name: project.name, goal, facts }) };
}

function fromTemplate(
  project: ProjectRow,
  facts: InspectedRepository['facts'] | null,
): string | null {
  const template = project.template === null ? null : findTemplate(project.template);
  return template === null ? null : templatePrd(template, project.name, facts);
}

/** What the task will run, whole. */
function withCommand(task: PlanTask, inspected: InspectedRepository | null): PlanTask {
  return inspected === null ? task : { ...task, command: plannedCommand(task, inspected) };
}

/** A person's own command goes with the task that runs it. */
function withOwnCommand(task: PlanTask, own: NonNullable<PlanInput['commands']>): PlanTask {
  const step = task.payload['step'];
  const command = step === 'test' || step === 'lint' || step === 'build' ? own[step] : undefined;
  return command === undefined
    ? task
    : { ...task, payload: { ...task.payload, step_command: command } };
}

/**
 * Estimates every task and the whole, from shipped priors and what was observed in this project.
 */
export async function estimateProject(
  spine: Ledger & Settings,
  input: Parsed<Plms['estimateProject']>,
  call: CallContext,
): Promise<Output<Plms['estimateProject']>> {
  return writeKeyed<Output<Plms['estimateProject']>>(spine, {
    operation: 'estimateProject',
    input,
    call,
    effect: (tx) => {
      const row = requireProject(tx, input.project_id);
      const plan = requirePlan(row);
      const tasks = plan.tasks.map((task) => ({
        ...task,
        estimate: estimatePlanTask(spine, row, task),
      }));
      const included = tasks.filter((task) => task.runnable);
      const totals = estimateTotals(asEstimated(included), {
        caps: spine.lanes.caps(),
        seed: spine.options.seed,
      });
      const status = afterEstimate(row);
      const { nowMs } = tx;
      tx.projects.setEstimate({
        id: row.project_id,
        plan: JSON.stringify({ ...plan, tasks }),
        totals: JSON.stringify(totals),
        status,
        nowMs,
      });
      tx.events.append({ type: 'project.estimated', projectId: row.project_id, data: {} }, nowMs);
      return { project_id: row.project_id, status, tasks, totals };
    },
  });
}

/**
 * Estimating leads a planned project on to its approval; estimating again later changes no state.
 */
function afterEstimate(row: ProjectRow): ProjectState {
  if (row.status === 'approved' || row.status === 'pending_approval') return row.status;
  return goTo({ ...row, status: goTo(row, 'estimating') }, 'pending_approval');
}

/** The project's plan, or `no_plan` with what to do. */
export function requirePlan(row: ProjectRow): Plan {
  const plan = parseStored(planSchema, row.plan);
  if (plan !== null) return plan;
  throw new AppError(
    'no_plan',
    `Project ${row.project_id} has no plan yet. Plan it first: vp plan, or POST /api/projects/${row.project_id}/generate-prd.`,
  );
}

/** What is believed of one task of a plan, from priors and what was observed in this project. */
export function estimatePlanTask(spine: Ledger, row: ProjectRow, task: PlanTask) {
  const isTool = task.payload['step'] !== undefined || task.payload['command'] !== undefined;
  const observedMs = isTool ? spine.store.read.tasks.observedMs(row.project_id, task.kind) : [];
  return estimateTask({
    lane: task.lane,
    kind: task.kind,
    complexity: task.complexity,
    needsModel: !isTool,
    observedMs,
  });
}

/** Tasks left out of the run are no dependencies of it. */
function asEstimated(tasks: readonly PlanTask[]): EstimatedTask[] {
  const keys = new Set(tasks.map((task) => task.key));
  return tasks.flatMap((task) =>
    task.estimate === null
      ? []
      : [
          {
            key: task.key,
            lane: task.lane,
            deps: task.deps.filter((dep) => keys.has(dep)),
            estimate: task.estimate,
          },
        ],
  );
}
