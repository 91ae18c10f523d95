import type { CallContext, Output, Parsed, plmsContract } from '#shared/contract/contract.ts';
import type { Plan, PlanTask } from '#shared/contract/plms-schemas.ts';
import { AppError } from '#shared/errors.ts';
import { leftOutOf } from '#shared/present/left-out.ts';
import { payloadSchema } from '#shared/payload.ts';
import type { ProjectRow } from '../db/projects.ts';
import { approvePlan } from '../approvals/approve-plan.ts';
import { trustWithStart } from '../approvals/trust/judge-root.ts';
import type { Look } from '../approvals/trust/look-at-roots.ts';
import { missingOfCheckout, type Missing } from '../approvals/install/ask-about-installs.ts';
import { planWillAsk } from '../approvals/will-ask.ts';
import type { TaskAsker } from '../db/tasks.ts';
import type { Tx } from '../db/transactions.ts';
import { noFirstCommit } from '../dispatch/choose-base.ts';
import type { Execution, Ledger, Queue, Settings, Upkeep } from '../dispatch/spine.ts';
import { answerOnce, writeKeyed } from '../runs/keyed-write.ts';
import {
  replayPassportPath,
  writePassport,
  type Passport,
  type PassportOf,
} from '../runs/passport.ts';
import { goTo, planOnTheWay, requirePlan } from './plan-project.ts';
import { approveOnTheWay } from './approve-project.ts';
import { lookAtRepository, requireProject, toWireProject } from './read-projects.ts';
import type { RehearsalCard } from '../estimate/rehearse.ts';
import { afterStart, storeStart } from '../runs/start-run.ts';
import { askerOf, enqueue, storeCard, type JobCard } from '../runs/submit-jobcard.ts';

type Plms = typeof plmsContract;
type Started = Output<Plms['startProject']>;
type StoredCards = { key: string; stored: ReturnType<typeof storeCard> }[];

/** Submits the plan's runnable tasks as job cards and starts the run, all in one transaction. */
export async function startProject(
  spine: Ledger & Settings & Queue & Execution & Upkeep,
  input: Parsed<Plms['startProject']>,
  call: CallContext,
): Promise<Started> {
  return answerOnce(spine, { operation: 'startProject', input, call }, async () => {
    const planned_on_the_way = await planOnTheWay(spine, input.project_id);
    const project = requireProject(spine.store, input.project_id);
    const plan = requirePlan(project);
    runnableTasks(plan);
    await requireCommit(spine, project);
    const runId = nextRunId(spine);
    const passport = await passportOf(spine, project, {
      runId,
      kind: input.run_kind,
      withChanges: input.with_changes === true,
      leftOut: leftOutOf(plan.tasks),
    });
    const look = await lookAtRepository(spine, project);
    const missing = await missingOfCheckout(spine, project.repo);
    let cards: StoredCards = [];
    const started = await writeKeyed<Started>(spine, {
      operation: 'startProject',
      input,
      call,
      effect: (tx) => {
        approveOnTheWay(tx, spine, requireProject(tx, input.project_id), call);
        cards = storeProjectStart(tx, spine, {
          project: requireProject(tx, input.project_id),
          runId,
          kind: input.run_kind,
          passport,
          by: askerOf(call),
          approves: input.approves,
          ownCaps: {
            ...(input.budget_tokens === undefined ? {} : { tokens: input.budget_tokens }),
            ...(input.budget_duration_minutes === undefined
              ? {}
              : { duration_minutes: input.budget_duration_minutes }),
          },
          look,
          missing,
        });
        return { ...startedWith(spine, { project, runId, cards }), planned_on_the_way };
      },
      afterCommit: () => {
        enqueue(
          spine,
          cards.map((card) => card.stored),
        );
        afterStart(spine, runId);
      },
    });
    // Its first task needs the worktree anyway; made here, the answer's reader finds branch and
    // folder at once.
    if (project.repo !== null)
      await spine.worktrees.ensure(runId, project.repo).catch(() => undefined);
    return started;
  });
}

/** Refused before there is a run. Pretended work needs no commit. */
async function requireCommit(
  spine: Settings & Execution,
  { repo }: Pick<ProjectRow, 'repo'>,
): Promise<void> {
  if (repo === null || spine.options.synthetic) return;
  const { facts } = await spine.pools.ask({ kind: 'git_facts', repo });
  if (facts.commit === null) throw noFirstCommit(facts.toplevel);
}

function startedWith(
  spine: Settings,
  {
    project,
    runId,
    cards,
  }: { project: Pick<ProjectRow, 'project_id'>; runId: string; cards: StoredCards },
): Omit<Started, 'planned_on_the_way'> {
  return {
    status: 'executing',
    project_id: project.project_id,
    run_id: runId,
    provider_matrix: spine.lanes.all().map((lane) => ({
      lane: lane.name,
      provider: spine.options.synthetic ? 'synthetic:stub' : 'local:tool',
    })),
    replay_passport_path: replayPassportPath(spine, runId),
    pas_job_cards: cards.map(({ key, stored }) => ({
      key,
      task_id: stored.task.task_id,
      lane: stored.task.lane,
    })),
  };
}

async function passportOf(
  spine: Ledger & Settings & Execution,
  project: Pick<ProjectRow, 'project_id'>,
  run: Pick<PassportOf, 'runId' | 'kind' | 'withChanges' | 'leftOut'>,
): Promise<Passport> {
  try {
    return await writePassport(spine, {
      ...run,
      projectId: project.project_id,
      mode: null,
    });
  } catch (cause) {
    throw new AppError(
      'passport_refused',
      `The run was not started because its passport could not be written: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
}

interface ProjectStart {
  project: ProjectRow;
  runId: string;
  kind: Parsed<Plms['startProject']>['run_kind'];
  passport: Passport;
  by: TaskAsker;
  approves: readonly string[] | undefined;
  /** Caps of this run alone. */
  ownCaps: NonNullable<ReturnType<typeof toWireProject>['budget_caps']>;
  look: Look | null;
  missing: readonly Missing[];
}

function storeProjectStart(tx: Tx, spine: Ledger & Settings, start: ProjectStart): StoredCards {
  const { project, runId } = start;
  const status = goTo(project, 'executing');
  const cards = storeCards(tx, spine, start);
  const caps = { ...toWireProject(project).budget_caps, ...start.ownCaps };
  storeStart(tx, spine, {
    input: {
      project_id: project.project_id,
      run_id: runId,
      run_kind: start.kind,
      rehearsal_pct: 0,
      breach_policy: project.breach_policy,
      ...(Object.keys(caps).length === 0 ? {} : { budget_caps: caps }),
    },
    passport: start.passport,
  });
  const { by, approves, look, missing } = start;
  if (look !== null && 'trust' in look) {
    const work = { task_id: '', run_id: runId, project_id: project.project_id, ...by };
    trustWithStart(tx, work, look.trust);
  }
  const tasks = requirePlan(project).tasks;
  approvePlan(tx, {
    projectId: project.project_id,
    runId,
    asks: planWillAsk(tx, spine, project, { tasks, requester: by.requester, look, missing }),
    by,
    approves,
  });
  tx.projects.setRun({
    id: project.project_id,
    runId,
    status,
    nowMs: tx.nowMs,
  });
  return cards;
}

function storeCards(
  tx: Tx,
  spine: Ledger & Settings,
  { project, runId, by }: ProjectStart,
): StoredCards {
  const ids = new Map<string, string>();
  return inOrder(runnableTasks(requirePlan(project))).map((task) => {
    const stored = storeCard(
      tx,
      spine,
      cardOf(task, { projectId: project.project_id, runId, ids }),
      { by },
    );
    ids.set(task.key, stored.task.task_id);
    return { key: task.key, stored };
  });
}

function cardOf(
  task: PlanTask,
  run: { projectId: number; runId: string; ids: Map<string, string> },
): JobCard {
  const deps = task.deps.flatMap((key) => run.ids.get(key) ?? []);
  return { ...cardOfPlanTask(task), deps, project_id: run.projectId, run_id: run.runId };
}

/** A task of a plan as a card, without its run and dependencies. */
export function cardOfPlanTask(task: PlanTask): RehearsalCard {
  return {
    lane: task.lane,
    priority: 0.5,
    payload: payloadSchema.parse({ title: task.title, ...task.payload }),
    budget_usd: 1,
    ci_width_hint: 0.3,
    kind: task.kind,
    complexity: task.complexity,
  };
}

/** What of the plan can run now; refuses with a sentence when that is nothing. */
export function runnableTasks(plan: Plan): PlanTask[] {
  const tasks = plan.tasks.filter((task) => task.runnable);
  if (tasks.length > 0) return tasks;
  throw new AppError(
    'no_plan',
    'Nothing of the plan can run: its tasks need a model, and no test, lint or build command was found. Name one, for example: vp plan --test "npm test".',
  );
}

/** Dependencies first, as job cards must be submitted. */
function inOrder(tasks: readonly PlanTask[]): PlanTask[] {
  const left = new Map(tasks.map((task) => [task.key, task]));
  const ordered: PlanTask[] = [];
  while (left.size > 0) {
    const ready = [...left.values()].filter((task) => task.deps.every((dep) => !left.has(dep)));
    if (ready.length === 0)
      throw new AppError(
        'dependency_cycle',
        `The plan has a cycle among: ${[...left.keys()].join(', ')}. Plan again.`,
      );
    for (const task of ready) left.delete(task.key);
    ordered.push(...ready);
  }
  return ordered;
}

/** Given to starts that are under way; the ledger does not know these yet. */
const given = new WeakMap<Ledger['store'], Set<string>>();

/** r-YYYY-MM-DD-NN in local time, the next free number of the day; nobody else is given it. */
export function nextRunId(spine: Ledger): string {
  const taken = given.get(spine.store) ?? new Set();
  given.set(spine.store, taken);
  const now = new Date(spine.clock.nowMs());
  const day = [
    now.getFullYear(),
    String(now.getMonth() + 1).padStart(2, '0'),
    String(now.getDate()).padStart(2, '0'),
  ].join('-');
  for (let number = 1; ; number += 1) {
    const id = `r-${day}-${String(number).padStart(2, '0')}`;
    if (taken.has(id) || spine.store.read.runs.get(id) !== undefined) continue;
    taken.add(id);
    return id;
  }
}
