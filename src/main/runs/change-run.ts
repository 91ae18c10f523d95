import type { CallContext, Parsed, pasContract } from '#shared/contract/contract.ts';
import { workedMs } from '#core/budget/worked-time.ts';
import type { RunMove } from '#core/lifecycle/project-of-run.ts';
import { AppError } from '#shared/errors.ts';
import type { RunState } from '#shared/states.ts';
import { microToUsd, minutesToMs, usdToMicro } from '#shared/units.ts';
import type { RunCaps, RunStage, RunTime } from '../db/runs.ts';
import { watchTime } from '../budget/watch-time.ts';
import type { Tx } from '../db/transactions.ts';
import { holdOf, openRun } from '../scheduler/admit-task.ts';
import { moveRunTo, requireRun } from '../dispatch/run-states.ts';
import type { Execution, Ledger, Queue, Upkeep } from '../dispatch/spine.ts';
import { stopRun, storeStop } from '../dispatch/stop-run.ts';
import { writeKeyed } from './keyed-write.ts';

type Change = Parsed<(typeof pasContract)['pauseRun']>;
type Changed = { status: RunState; run_id: string; idempotent_replay?: boolean };

/** Running tasks finish, no new one starts. */
export async function pauseRun(
  spine: Ledger & Queue,
  input: Change,
  call: CallContext,
): Promise<Changed> {
  return writeKeyed<Changed>(spine, {
    operation: 'pauseRun',
    input,
    call,
    effect: (tx) => change(tx, input, 'paused'),
    afterCommit: () =>
      spine.scheduler.holdRun(input.run_id, holdOf(spine, requireRun(spine.store, input.run_id))),
  });
}

/**
 * Back to work under the cap it has. An open question about the budget stays open: the run goes on
 * beside it, and whoever let it is kept.
 */
export async function resumeRun(
  spine: Ledger & Queue,
  input: Change,
  call: CallContext,
): Promise<Changed> {
  return writeKeyed<Changed>(spine, {
    operation: 'resumeRun',
    input,
    call,
    effect: (tx) => {
      const row = requireRun(tx, input.run_id);
      if (row.status !== 'paused')
        throw new AppError(
          'illegal_transition',
          `Run "${row.run_id}" is ${row.status}; only a paused run can be resumed.`,
        );
      acceptBreach(tx, row, { actor: call.actor, reason: input.reason ?? null });
      return change(tx, input, 'executing');
    },
    afterCommit: () => reopen(spine, input.run_id),
  });
}

/** Whoever resumes a run lets it go on over its projection or, once it is used up, its time. */
function acceptBreach(
  tx: Tx,
  row: RunStage & RunCaps & RunTime,
  by: { actor: string; reason: string | null },
): void {
  const { run_id: runId, cap_ms: capMs } = row;
  const isOvertime = capMs !== null && workedMs(row, tx.nowMs) >= capMs;
  const isAsked = tx.read.approvals.pendingOfRun(runId) !== undefined;
  const caps = isOvertime ? { capMs } : capsOf(row);
  if (isOvertime || isAsked) auditCaps(tx, runId, { before: caps, after: caps, ...by });
  if (isOvertime) tx.runs.setOvertimeAccepted(runId, 1);
  tx.runs.setProjectionAccepted(runId, 1);
}

/** Memory follows a run that goes on. */
export function reopen(spine: Ledger & Queue, runId: string): void {
  const row = requireRun(spine.store, runId);
  openRun(spine, row);
  spine.scheduler.holdRun(runId, null);
  spine.scheduler.budgetChanged(runId);
  spine.scheduleSettle(runId);
  spine.requestPump();
}

/** Ends a run for good: queued tasks are skipped, running ones aborted with their process trees. */
export async function terminateRun(
  spine: Ledger & Queue & Execution & Upkeep,
  input: Change,
  call: CallContext,
): Promise<Changed> {
  const reason = input.reason ?? 'terminated';
  return writeKeyed<Changed>(spine, {
    operation: 'terminateRun',
    input,
    call,
    effect: (tx) => {
      storeStop(tx, requireRun(tx, input.run_id), input.reason ?? null);
      return { status: 'terminated', run_id: input.run_id };
    },
    afterCommit: () => stopRun(spine, input.run_id, reason),
  });
}

function change(tx: Tx, input: Change, to: RunMove): Changed {
  moveRunTo(tx, requireRun(tx, input.run_id), to, input.reason ?? null);
  return { status: to, run_id: input.run_id };
}

/** Completes a run in review against its gates; who said so and why is kept. */
export async function overrideRun(
  spine: Ledger,
  input: Parsed<(typeof pasContract)['overrideRun']>,
  call: CallContext,
): Promise<Changed> {
  return writeKeyed<Changed>(spine, {
    operation: 'overrideRun',
    input,
    call,
    effect: (tx) => {
      const row = requireRun(tx, input.run_id);
      if (row.status !== 'needs_review')
        throw new AppError(
          'illegal_transition',
          `Run "${row.run_id}" is ${row.status}; only a run in needs_review can be overridden.`,
        );
      const record = {
        actor: call.actor,
        reason: input.reason,
        scope: input.scope,
        at: new Date(tx.nowMs).toISOString(),
      };
      tx.runs.setOverride(row.run_id, JSON.stringify(record));
      moveRunTo(
        tx,
        row,
        'completed',
        `Overridden by ${call.actor} (${input.scope}): ${input.reason}`,
      );
      return { status: 'completed', run_id: row.run_id };
    },
  });
}

type BudgetInput = Parsed<(typeof pasContract)['setRunBudget']>;

/** Changes a run's caps and audits it. Caps that are not named stay. */
export async function setRunBudget(spine: Ledger & Queue, input: BudgetInput, call: CallContext) {
  return writeKeyed<Changed & { budget_usd: number | null }>(spine, {
    operation: 'setRunBudget',
    input,
    call,
    effect: (tx) => {
      const row = requireRun(tx, input.run_id);
      if (row.ended_at !== null)
        throw new AppError(
          'run_ended',
          `Run "${row.run_id}" is ${row.status}; its budget cannot change any more.`,
        );
      const after = storeCaps(tx, row, {
        caps: input.budget_caps,
        actor: call.actor,
        reason: input.reason ?? null,
      });
      return {
        status: row.status,
        run_id: row.run_id,
        budget_usd: after === null ? null : microToUsd(after),
      };
    },
    afterCommit: () => followCaps(spine, input.run_id),
  });
}

interface CapsAudit {
  before: Partial<ReturnType<typeof capsOf>>;
  after: Partial<ReturnType<typeof capsOf>>;
  actor: string;
  reason: string | null;
}

function auditCaps(tx: Tx, runId: string, { before, after, actor, reason }: CapsAudit): void {
  const texts = { before: JSON.stringify(before), after: JSON.stringify(after) };
  tx.approvals.auditBudget({ runId, actor, reason, ...texts, nowMs: tx.nowMs });
}

function capsOf(row: RunCaps) {
  return {
    capMicro: row.cap_micro,
    capTokens: row.cap_tokens,
    capEnergyKwh: row.cap_energy_kwh,
    capMs: row.cap_ms,
  };
}

/** New caps with their audit row. Answers the dollar cap in force, micro-dollars. */
export function storeCaps(
  tx: Tx,
  row: RunStage & RunCaps,
  to: { caps: BudgetInput['budget_caps']; actor: string; reason: string | null },
): number | null {
  const { nowMs } = tx;
  const before = capsOf(row);
  const after = {
    capMicro: to.caps.budget_usd === undefined ? row.cap_micro : usdToMicro(to.caps.budget_usd),
    capTokens: to.caps.tokens ?? row.cap_tokens,
    capEnergyKwh: to.caps.energy_kwh ?? row.cap_energy_kwh,
    capMs:
      to.caps.duration_minutes === undefined ? row.cap_ms : minutesToMs(to.caps.duration_minutes),
  };
  tx.runs.setCaps({ runId: row.run_id, ...after });
  // A yes was to the old cap; the new one is asked about again.
  const { duration_minutes: minutes, ...others } = to.caps;
  if (minutes !== undefined) tx.runs.setOvertimeAccepted(row.run_id, 0);
  if (minutes === undefined || Object.keys(others).length > 0)
    tx.runs.setProjectionAccepted(row.run_id, 0);
  auditCaps(tx, row.run_id, { before, after, actor: to.actor, reason: to.reason });
  tx.events.append(
    {
      type: 'budget.changed',
      projectId: row.project_id,
      runId: row.run_id,
      data: { actor: to.actor, reason: to.reason, before, after },
    },
    nowMs,
  );
  return after.capMicro;
}

/** Memory follows new caps. */
export function followCaps(spine: Ledger & Queue, runId: string): void {
  const live = spine.runs.get(runId);
  if (live === undefined) return;
  const row = requireRun(spine.store, runId);
  spine.runs.open(row);
  watchTime(spine, row);
  spine.scheduler.budgetChanged(runId);
  spine.requestPump();
}
