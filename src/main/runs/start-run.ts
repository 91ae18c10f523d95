import { moveRun } from '#core/lifecycle/run-transitions.ts';
import type { CallContext, Parsed, pasContract } from '#shared/contract/contract.ts';
import type { WillAsk } from '#shared/contract/pas-schemas.ts';
import { AppError } from '#shared/errors.ts';
import { minutesToMs, usdToMicro } from '#shared/units.ts';
import { openRun } from '../scheduler/admit-task.ts';
import type { Execution, Ledger, Queue, Settings } from '../dispatch/spine.ts';
import { answerOnce, writeKeyed } from './keyed-write.ts';
import { writePassport, type Passport } from './passport.ts';
import { approvePlan } from '../approvals/approve-plan.ts';
import { runWillAsk } from '../approvals/will-ask.ts';
import { planOfTask } from '../dispatch/plan-of-task.ts';
import { askerOf, ensureRun } from './submit-jobcard.ts';
import type { Tx } from '../db/transactions.ts';

type StartInput = Parsed<(typeof pasContract)['startRun']>;
type Started = { status: 'executing'; run_id: string; idempotent_replay?: boolean };

/** Starts a run: its passport is written first, or the start is refused. */
export async function startRun(
  spine: Ledger & Settings & Queue & Execution,
  input: StartInput,
  call: CallContext,
): Promise<Started> {
  return answerOnce(spine, { operation: 'startRun', input, call }, async () => {
    const passport = await passportOf(spine, input);
    const { approves = [], run_id: runId, project_id: projectId } = input;
    const asks = approves.length === 0 ? [] : await asksOf(spine, { projectId, runId });
    return writeKeyed<Started>(spine, {
      operation: 'startRun',
      input,
      call,
      effect: (tx) => {
        storeStart(tx, spine, { input, passport });
        approvePlan(tx, { projectId, runId, asks, by: askerOf(call), approves });
        return { status: 'executing', run_id: input.run_id };
      },
      afterCommit: () => afterStart(spine, input.run_id),
    });
  });
}

/** What of a run's cards asks, each for whoever sent it. */
async function asksOf(
  spine: Ledger & Settings & Queue & Execution,
  place: { projectId: number; runId: string },
): Promise<WillAsk[]> {
  const tasks = spine.store.read.tasks.listOfRun(place.runId);
  const planned = tasks.map((row) => ({ row, plan: planOfTask(spine, row) }));
  return runWillAsk(spine, place, planned);
}

async function passportOf(
  spine: Ledger & Settings & Execution,
  input: StartInput,
): Promise<Passport> {
  try {
    return await writePassport(spine, {
      runId: input.run_id,
      projectId: input.project_id,
      kind: input.run_kind,
      mode: input.mode ?? null,
      withChanges: input.with_changes === true,
    });
  } catch (cause) {
    throw new AppError(
      'passport_refused',
      `The run was not started because its passport could not be written: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
}

/** pending → executing with caps and passport. */
export function storeStart(
  tx: Tx,
  spine: Settings,
  { input, passport }: { input: StartInput; passport: Passport },
): void {
  const row = ensureRun(tx, spine, {
    runId: input.run_id,
    projectId: input.project_id,
    kind: input.run_kind,
  });
  if (row.started_at !== null) {
    throw new AppError(
      'already_started',
      `Run "${row.run_id}" was started already and is ${row.status}. Use another run_id for another run.`,
    );
  }
  const moved = moveRun(row.status, 'executing');
  if (!moved.ok) throw new AppError('illegal_transition', moved.detail);
  const { nowMs } = tx;
  const caps = input.budget_caps;
  tx.runs.start({
    runId: row.run_id,
    kind: input.run_kind,
    declaredMode: input.mode ?? null,
    capMicro: caps?.budget_usd === undefined ? null : usdToMicro(caps.budget_usd),
    capTokens: caps?.tokens ?? null,
    capEnergyKwh: caps?.energy_kwh ?? null,
    capMs: caps?.duration_minutes === undefined ? null : minutesToMs(caps.duration_minutes),
    breachPolicy: input.breach_policy,
    passport: JSON.stringify(passport),
    startedAt: nowMs,
  });
  tx.events.append(
    {
      type: 'run.executing',
      projectId: row.project_id,
      runId: row.run_id,
      data: { run_kind: input.run_kind, budget_caps: caps ?? null, from: row.status },
    },
    nowMs,
  );
}

/** Opens the run in scheduler and budgets; call after the commit. */
export function afterStart(spine: Ledger & Queue, runId: string): void {
  const row = spine.store.read.runs.get(runId);
  if (row === undefined) return;
  openRun(spine, row);
  spine.scheduler.holdRun(runId, null);
  spine.scheduleSettle(runId);
  spine.requestPump();
}
