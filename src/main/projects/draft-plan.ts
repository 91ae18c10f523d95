import { createHash } from 'node:crypto';
import { ASSUMED_GOAL } from '#core/plan/assumed-goal.ts';
import { findTemplate, templatePrd } from '#core/plan/find-template.ts';
import { findNamedPaths } from '#core/plan/find-named-paths.ts';
import { partWaves } from '#core/plan/part-waves.ts';
import { planFromGoal } from '#core/plan/plan-from-goal.ts';
import { writePrd } from '#core/plan/write-prd.ts';
import type { Parsed, plmsContract } from '#shared/contract/contract.ts';
import type { Plan, PlanTask, RepositoryFacts } from '#shared/contract/plms-schemas.ts';
import { AppError } from '#shared/errors.ts';
import type { ProjectRow } from '../db/projects.ts';
import type { Execution, Settings } from '../dispatch/spine.ts';
import { inspectRepository, type InspectedRepository } from './inspect-repository.ts';
import { plannedCommand } from './planned-command.ts';

type Plms = typeof plmsContract;

/** What a plan may be given beside its project. */
export type PlanWishes = Pick<Parsed<Plms['generatePrd']>, 'goal' | 'prd' | 'commands'>;

interface PlanSources {
  input: PlanWishes;
  inspected: InspectedRepository | null;
}

/** A plan with what the repository was found to be; nothing is stored. */
export interface DraftedPlan {
  plan: Plan;
  facts: RepositoryFacts | null;
}

/** What a plan is made from, of its project. */
type PlannedProject = Pick<
  ProjectRow,
  'name' | 'description' | 'initial_context' | 'template' | 'repo'
>;

/** Whether there is anything to plan without further words: a goal, a PRD or a repository. */
export function canPlan({ options }: Settings, project: PlannedProject): boolean {
  if (options.synthetic || project.repo !== null || project.template !== null) return true;
  return statedGoal(project) !== '';
}

function statedGoal(project: PlannedProject): string {
  return (project.initial_context ?? project.description).trim();
}

/** Looks at the project's repository and makes the task graph. */
export async function draftPlan(
  spine: Settings & Execution,
  project: PlannedProject,
  input: PlanWishes,
): Promise<DraftedPlan> {
  const inspected =
    project.repo === null
      ? null
      : await inspectRepository(spine, project.repo, input.commands ?? {});
  const plan = makePlan(spine, project, { input, inspected });
  return { plan, facts: inspected?.facts ?? null };
}

function makePlan(spine: Settings & Execution, project: PlannedProject, from: PlanSources): Plan {
  const { goal, isGoalAssumed, given, prd } = whatToPlan(spine, project, from);
  const found = from.inspected?.found ?? { commands: [], missing: [], notes: [] };
  const plan = planFromGoal({
    name: project.name,
    goal,
    isGoalAssumed,
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

interface Wanted {
  goal: string;
  isGoalAssumed: boolean;
  /** The PRD that was given or comes from the template. */
  given: string | null;
  /** The PRD that will be kept. */
  prd: string;
}

/** The goal in words and the PRD. Where nobody stated either, the checks are to be green. */
function whatToPlan(
  { options }: Settings,
  project: PlannedProject,
  { input, inspected }: PlanSources,
): Wanted {
  const facts = inspected?.facts ?? null;
  const stated = input.goal?.trim() ?? statedGoal(project);
  const given = input.prd ?? (input.goal === undefined ? fromTemplate(project, facts) : null);
  const isGoalAssumed = stated === '' && given === null;
  if (isGoalAssumed && inspected === null && !options.synthetic) {
    throw new AppError(
      'invalid_input',
      'There is nothing to plan: the project has neither a goal nor a repository. Give it a goal or a PRD.',
      { errors: [{ path: 'goal', message: 'is required when there is no prd and no repository' }] },
    );
  }
  const goal = isGoalAssumed ? ASSUMED_GOAL : stated;
  return {
    goal,
    isGoalAssumed,
    given,
    prd: given ?? writePrd({ name: project.name, goal, facts }),
  };
}

function fromTemplate(
  project: PlannedProject,
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
function withOwnCommand(task: PlanTask, own: NonNullable<PlanWishes['commands']>): PlanTask {
  const step = task.payload['step'];
  const command = step === 'test' || step === 'lint' || step === 'build' ? own[step] : undefined;
  return command === undefined
    ? task
    : { ...task, payload: { ...task.payload, step_command: command } };
}
