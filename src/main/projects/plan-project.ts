import { sayPlanned } from '#core/plan/assumed-goal.ts';
import { moveProject } from '#core/lifecycle/project-transitions.ts';
import type { CallContext, Output, Parsed, plmsContract } from '#shared/contract/contract.ts';
import { planSchema, type Plan } from '#shared/contract/plms-schemas.ts';
import { AppError } from '#shared/errors.ts';
import type { ProjectState } from '#shared/states.ts';
import type { ProjectRow } from '../db/projects.ts';
import type { Tx } from '../db/transactions.ts';
import type { Execution, Ledger, Settings } from '../dispatch/spine.ts';
import { answerOnce, writeKeyed } from '../runs/keyed-write.ts';
import { sayTrust } from '../approvals/trust/say-trust.ts';
import { missingOfCheckout } from '../approvals/install/ask-about-installs.ts';
import { planWillAsk } from '../approvals/will-ask.ts';
import { canPlan, draftPlan, type DraftedPlan } from './draft-plan.ts';
import { lookAtRepository, parseStored, requireProject } from './read-projects.ts';

type Plms = typeof plmsContract;

/** Looks at the repository, writes or imports the PRD and makes the task graph. */
export async function planProject(
  spine: Ledger & Settings & Execution,
  input: Parsed<Plms['generatePrd']>,
  call: CallContext,
): Promise<Output<Plms['generatePrd']>> {
  return answerOnce(spine, { operation: 'generatePrd', input, call }, async () => {
    const project = requireProject(spine.store, input.project_id);
    const drafted = await draftPlan(spine, project, input);
    const look = await lookAtRepository(spine, project);
    const missing = await missingOfCheckout(spine, project.repo);
    return writeKeyed<Output<Plms['generatePrd']>>(spine, {
      operation: 'generatePrd',
      input,
      call,
      effect: (tx) => {
        const row = requireProject(tx, input.project_id);
        const { plan, facts } = drafted;
        const status = storePlan(tx, row, drafted);
        const will_ask = planWillAsk(tx, spine, row, {
          tasks: plan.tasks,
          requester: call.requester,
          look,
          missing,
        });
        const trust = sayTrust(tx, look, { ...row, requester: call.requester });
        return { project_id: row.project_id, status, facts, plan, will_ask, trust };
      },
    });
  });
}

/**
 * Plans a project that a later step is asked of and that has no plan yet. Answers what was planned,
 * in one line; null: there was a plan.
 */
export async function planOnTheWay(
  spine: Ledger & Settings & Execution,
  projectId: number,
): Promise<string | null> {
  const project = requireProject(spine.store, projectId);
  if (project.plan !== null) return null;
  if (!canPlan(spine, project)) requirePlan(project);
  const drafted = await draftPlan(spine, project, {});
  return spine.store.commit.write((tx) => {
    const row = requireProject(tx, projectId);
    if (row.plan !== null) return null;
    storePlan(tx, row, drafted);
    return sayPlanned(drafted.plan);
  });
}

function storePlan(
  tx: Tx,
  row: Pick<ProjectRow, 'project_id' | 'status'>,
  { plan, facts }: DraftedPlan,
): ProjectState {
  const status = goTo(row, 'planning');
  const { nowMs } = tx;
  tx.projects.setPlan({
    id: row.project_id,
    plan: JSON.stringify(plan),
    facts: facts === null ? null : JSON.stringify(facts),
    status,
    nowMs,
  });
  tx.events.append(
    { type: 'project.planned', projectId: row.project_id, data: { tasks: plan.tasks.length } },
    nowMs,
  );
  return status;
}

/** The state, when the table allows it; otherwise `illegal_transition` with its sentence. */
export function goTo(row: Pick<ProjectRow, 'status'>, to: ProjectState): ProjectState {
  if (row.status === to) return to;
  const moved = moveProject(row.status, to);
  if (moved.ok) return to;
  throw new AppError('illegal_transition', moved.detail);
}

/** The project's plan, or `no_plan` with what to do. */
export function requirePlan(row: Pick<ProjectRow, 'project_id' | 'plan'>): Plan {
  const plan = parseStored(planSchema, row.plan);
  if (plan !== null) return plan;
  throw new AppError(
    'no_plan',
    `Project ${row.project_id} has no plan, and neither a goal nor a repository to make one from. Give it a goal: \`vp plan --goal TEXT\`.`,
  );
}
