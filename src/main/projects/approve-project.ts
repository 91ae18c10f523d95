import type { CallContext, Output, Parsed, plmsContract } from '#shared/contract/contract.ts';
import { mayApprove } from '#shared/rules.ts';
import type { ProjectState } from '#shared/states.ts';
import type { ProjectRow } from '../db/projects.ts';
import type { Tx } from '../db/transactions.ts';
import type { Execution, Ledger, Settings } from '../dispatch/spine.ts';
import { storeEstimate } from '../estimate/estimate-project.ts';
import { answerOnce, writeKeyed } from '../runs/keyed-write.ts';
import { goTo, planOnTheWay } from './plan-project.ts';
import { changedProject, requireProject, toWireProject } from './read-projects.ts';

type Plms = typeof plmsContract;
type Changed = Output<Plms['approveProject']>;

/** Approves the plan with its budget; what is not planned or estimated yet is so first. */
export async function approveProject(
  spine: Ledger & Settings & Execution,
  input: Parsed<Plms['approveProject']>,
  call: CallContext,
): Promise<Changed> {
  return answerOnce(spine, { operation: 'approveProject', input, call }, async () => {
    const planned_on_the_way = await planOnTheWay(spine, input.project_id);
    return writeKeyed<Changed>(spine, {
      operation: 'approveProject',
      input,
      call,
      effect: (tx) => {
        const row = estimated(tx, spine, requireProject(tx, input.project_id));
        storeApproval(tx, row, {
          caps: {
            budget_usd: input.budget_cost_usd_max,
            tokens: input.budget_tokens_max,
            energy_kwh: input.budget_energy_kwh_max,
            duration_minutes: input.budget_duration_minutes_max,
          },
          breach_policy: input.breach_policy,
          actor: call.actor,
          ...(input.quality_slo === undefined ? {} : { quality_slo: input.quality_slo }),
        });
        return { ...changedProject(tx, row.project_id), planned_on_the_way };
      },
    });
  });
}

const UNAPPROVED: readonly ProjectState[] = ['planning', 'estimating', 'pending_approval'];

/** A start by whoever may approve approves what was not approved yet, with the caps it has. */
export function approveOnTheWay(
  tx: Tx,
  spine: Ledger & Settings,
  project: ProjectRow,
  { requester, actor }: CallContext,
): void {
  if (!UNAPPROVED.includes(project.status) || !mayApprove(requester)) return;
  const row = estimated(tx, spine, project);
  const caps = toWireProject(row).budget_caps ?? {};
  storeApproval(tx, row, { caps, breach_policy: row.breach_policy, actor });
}

/** The project with its plan estimated. */
function estimated(tx: Tx, spine: Ledger & Settings, row: ProjectRow): ProjectRow {
  if (row.totals !== null) return row;
  storeEstimate(tx, spine, row);
  return requireProject(tx, row.project_id);
}

interface Approval extends Pick<ProjectRow, 'breach_policy'> {
  caps: Record<string, number | undefined>;
  actor: string;
  quality_slo?: number;
}

function storeApproval(
  tx: Tx,
  row: Pick<ProjectRow, 'project_id' | 'status'>,
  approval: Approval,
): void {
  const { nowMs } = tx;
  tx.projects.setCaps({
    id: row.project_id,
    caps: JSON.stringify(approval.caps),
    breachPolicy: approval.breach_policy,
    status: goTo(row, 'approved'),
    nowMs,
  });
  tx.events.append({ type: 'project.approved', projectId: row.project_id, data: approval }, nowMs);
}
