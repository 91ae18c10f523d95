import { timeLeftMs, workedMs } from '#core/budget/worked-time.ts';
import { microToUsd, msToMinutes } from '#shared/units.ts';
import { overrideSchema } from '#shared/contract/pas-schemas.ts';
import { shownActionSchema } from '#shared/rules.ts';
import type { Approval, Gate, Receipt, RunSummary, RunTask } from '#shared/contract/pas-schemas.ts';
import type { NamedApproval } from '../db/approvals.ts';
import type { Kpi } from '../db/kpis.ts';
import type { ReceiptFigures, ReceiptRow } from '../db/receipts.ts';
import type { RunRow, RunTime } from '../db/runs.ts';
import type { ShownTask } from '../db/tasks.ts';
import type { WorktreeRow } from '../db/worktrees.ts';
import { runTotals } from './run-totals.ts';

/** Ledger rows as the contract's wire objects: the one place where the two meet. */

export function iso(ms: number): string {
  return new Date(ms).toISOString();
}

export function isoOrNull(ms: number | null): string | null {
  return ms === null ? null : iso(ms);
}

export function toWireTask(
  row: ShownTask,
  more: { deps: readonly string[]; receipt: ReceiptFigures | undefined; waits: RunTask['waits'] },
): RunTask {
  const { receipt } = more;
  return {
    task_id: row.task_id,
    lane: row.lane,
    status: row.status,
    title: row.title,
    kind: row.kind,
    mode: row.mode,
    deps: [...more.deps],
    attempt: row.attempt,
    progress_pct: row.progress,
    reason: row.reason,
    waits: more.waits,
    queued_at: iso(row.queued_at),
    started_at: isoOrNull(row.started_at),
    ended_at: isoOrNull(row.ended_at),
    // What an earlier attempt took says nothing of one that is under way.
    time_ms: row.ended_at === null ? null : (receipt?.time_ms ?? null),
    cost_usd: receipt === undefined ? null : microToUsd(receipt.cost_micro),
    reserved_usd: microToUsd(row.reserved_micro),
    tokens_total:
      receipt === undefined
        ? null
        : receipt.tokens_in + receipt.tokens_out + receipt.tokens_think + receipt.tokens_tool_use,
    energy_kwh: receipt?.energy_kwh ?? null,
    estimate_ms: JSON.parse(row.estimate_ms) as RunTask['estimate_ms'],
  };
}

export function toWireRun(
  row: RunRow,
  more: {
    reservedMicro: number;
    projectedMicro: number | null;
    runwayMinutes: number | null;
    worktree: WorktreeRow | undefined;
    repo: string | null;
    synthetic: boolean;
    budget: Pick<RunSummary, 'budget_question' | 'budget_overridden'>;
    tasksSkipped: number;
    nowMs: number;
  },
): RunSummary {
  return {
    run_id: row.run_id,
    project_id: row.project_id,
    status: row.status,
    reason: row.reason,
    run_kind: row.kind,
    mode: row.tasks_synthetic > 0 || more.synthetic ? 'synthetic' : 'real',
    verification: row.verification,
    validation_pass: validationPass(row),
    overridden: overrideOf(row),
    reserved_usd: microToUsd(more.reservedMicro),
    budget_usd: row.cap_micro === null ? null : microToUsd(row.cap_micro),
    ...toWireTime(row, more.nowMs),
    breach_policy: row.breach_policy,
    projected_usd: more.projectedMicro === null ? null : microToUsd(more.projectedMicro),
    ...more.budget,
    ...runTotals(row),
    tasks_skipped: more.tasksSkipped,
    runway_minutes: more.runwayMinutes,
    ...toWireBase(more.worktree),
    repo_path: more.worktree?.repo ?? more.repo,
    created_at: iso(row.created_at),
    started_at: isoOrNull(row.started_at),
    ended_at: isoOrNull(row.ended_at),
  };
}

function toWireTime(
  row: RunTime & Pick<RunRow, 'overtime_accepted'>,
  nowMs: number,
): Pick<RunSummary, 'budget_duration_minutes' | 'worked_minutes' | 'time_up_at'> {
  const leftMs = timeLeftMs(row, nowMs);
  return {
    budget_duration_minutes: row.cap_ms === null ? null : msToMinutes(row.cap_ms),
    worked_minutes: msToMinutes(workedMs(row, nowMs)),
    time_up_at: isoOrNull(leftMs === null ? null : nowMs + leftMs),
  };
}

/** Who completed a run against its gates; null: nobody did. */
export function overrideOf({ override }: Pick<RunRow, 'override'>): RunSummary['overridden'] {
  return override === null ? null : overrideSchema.parse(JSON.parse(override));
}

/** Where a run works, and on what. */
function toWireBase(
  row: WorktreeRow | undefined,
): Pick<
  RunSummary,
  'base_commit' | 'uncommitted' | 'with_changes' | 'lacks' | 'branch' | 'worktree_path'
> {
  return {
    base_commit: row?.checkout_commit ?? row?.base_commit ?? null,
    uncommitted: row?.uncommitted ?? null,
    with_changes: row?.with_changes === 1,
    lacks: JSON.parse(row?.lacks ?? '[]') as string[],
    branch: row?.branch ?? null,
    worktree_path: row?.path ?? null,
  };
}

/** Whether a settled run's gates hold; a run that was ended before has no verdict. */
function validationPass({ status, override }: Pick<RunRow, 'status' | 'override'>): boolean | null {
  if (status === 'completed') return override === null;
  return status === 'needs_review' || status === 'failed' ? false : null;
}

export function toWireGate(kpi: Kpi): Gate {
  return {
    task_id: kpi.taskId,
    kpi_name: kpi.name,
    state: kpi.state,
    value: kpi.value,
    threshold: kpi.threshold,
    source: kpi.source,
    evidence: kpi.evidence,
    created_at: iso(kpi.createdAt),
  };
}

export function toWireReceipt(row: ReceiptRow): Receipt {
  const { cost_micro: costMicro, ...rest } = row;
  return {
    ...rest,
    cost_usd: microToUsd(costMicro),
    cost_known: row.cost_known === 1,
    created_at: iso(row.created_at),
    filled_at: isoOrNull(row.filled_at),
  };
}

export function toWireApproval(row: NamedApproval): Approval {
  return {
    approval_id: row.approval_id,
    run_id: row.run_id,
    kind: row.kind,
    status: row.status,
    question: row.question,
    proposed_budget_usd: row.proposed_micro === null ? null : microToUsd(row.proposed_micro),
    proposed_duration_minutes: row.proposed_ms === null ? null : msToMinutes(row.proposed_ms),
    task_id: row.task_id,
    task_title: row.task_title,
    project_name: row.project_name,
    shown: row.shown === null ? null : shownActionSchema.parse(JSON.parse(row.shown)),
    requester: row.requester,
    asked_by: row.asked_by,
    created_at: iso(row.created_at),
    expires_at: row.status === 'pending' ? isoOrNull(row.expires_at) : null,
    decided_at: isoOrNull(row.decided_at),
    actor: row.actor,
    reason: row.reason,
    rule_id: row.rule_id,
  };
}
