import type { RunStatus, RunSummary, RunTask } from '#shared/contract/pas-schemas.ts';
import { projectSpend } from '#core/budget/projection.ts';
import { runwayMinutes } from '#core/budget/runway.ts';
import type { Output, Parsed, pasContract } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors.ts';
import { budgetStanding } from '../budget/budget-standing.ts';
import type { Kpi } from '../db/kpis.ts';
import type { RunRow } from '../db/runs.ts';
import type { ShownTask } from '../db/tasks.ts';
import { nameTasks } from '../dispatch/name-tasks.ts';
import { requireRun } from '../dispatch/run-states.ts';
import type { Ledger, Queue } from '../dispatch/spine.ts';
import { iso, isoOrNull, toWireGate, toWireReceipt, toWireRun, toWireTask } from './wire.ts';

type Pas = typeof pasContract;

/** Everything a person asks of one run. */
export function runStatus(spine: Ledger & Queue, runId: string): RunStatus {
  return runStatusPart(spine, { run_id: runId, tasks_limit: -1, tasks_offset: 0 });
}

/** The same with a part of the run's tasks and their gates. */
export function runStatusPart(
  spine: Ledger & Queue,
  input: Parsed<Pas['runStatus']>,
): Output<Pas['runStatus']> {
  const row = requireRun(spine.store, input.run_id);
  const { tasks: read, kpis: kpiReads } = spine.store.read;
  const part = { limit: input.tasks_limit, offset: input.tasks_offset };
  const tasks = read.listShownOfRun(row.run_id, part);
  const shown = new Set(tasks.map((task) => task.task_id));
  const isWhole = tasks.length === row.tasks_total;
  const known = isWhole ? shown : new Set(read.idsOfRun(row.run_id));
  const kpis = kpiReads
    .currentOfRun(row.run_id)
    .filter((kpi) => kpi.taskId === null || known.has(kpi.taskId));
  const shownKpis = isWhole
    ? kpis
    : kpis.filter((kpi) => kpi.taskId === null || shown.has(kpi.taskId));
  return {
    ...summary(spine, row),
    left_out: leftOut(spine, row.run_id),
    kpi_violations: kpis.filter((kpi) => kpi.state === 'fail').map(toViolation),
    gates: shownKpis.map(toWireGate),
    tasks: wireTasks(spine, row.run_id, tasks),
    tasks_next_offset: offsetAfter(tasks, part),
  };
}

/** As it stood when the run was started: the plan may be another by now. */
function leftOut(spine: Ledger, runId: string): RunStatus['left_out'] {
  const text = spine.store.read.runs.leftOutOf(runId);
  return text === null ? [] : (JSON.parse(text) as RunStatus['left_out']);
}

/** Where the next part of a list begins; null when this one is not full. */
export function offsetAfter(
  part: readonly unknown[],
  { limit, offset }: { limit: number; offset: number },
): number | null {
  return part.length === limit ? offset + limit : null;
}

function toViolation(kpi: Kpi): Output<Pas['runStatus']>['kpi_violations'][number] {
  return {
    task_id: kpi.taskId ?? kpi.runId,
    kpi_name: kpi.name,
    expected: kpi.threshold,
    actual: kpi.value,
    pass: false,
  };
}

function wireTasks(spine: Ledger & Queue, runId: string, tasks: readonly ShownTask[]): RunTask[] {
  const deps = spine.store.read.tasks.depsOfRun(runId);
  const receipts = spine.store.read.receipts.figuresOfRun(runId);
  return tasks.map((task) =>
    toWireTask(withProgress(spine, task), {
      deps: deps.get(task.task_id) ?? [],
      receipt: receipts.get(task.task_id),
      waits: whyWaits(spine, task),
    }),
  );
}

/** The newest progress is in memory; the ledger keeps what outside executors reported. */
function withProgress(spine: Queue, task: ShownTask): ShownTask {
  const live = spine.live.get(task.task_id);
  return live === undefined || live.row.progress <= task.progress
    ? task
    : { ...task, progress: live.row.progress };
}

/** Why a queued task waits and what would free it; null for a task in another state. */
export function whyWaits(
  spine: Ledger & Queue,
  task: Pick<ShownTask, 'task_id' | 'status'>,
): RunTask['waits'] {
  if (task.status !== 'queued') return null;
  const waits = spine.scheduler.whyWaits(task.task_id, spine.clock.nowMs(), (candidate) =>
    spine.runs.admit(candidate),
  );
  if (waits === null)
    return { kind: 'next', text: 'It is next: it starts as soon as its lease is stored.' };
  return { ...waits, text: nameTasks(waits.text, spine.store.read) };
}

/** A run without its tasks. */
export function summary(spine: Ledger & Queue, row: RunRow): RunSummary {
  const live = spine.runs.get(row.run_id);
  const projected = projectSpend({
    spentMicro: row.spend_micro,
    openMicro: live?.openMicro ?? 0,
    doneTasks: row.tasks_terminal,
    totalTasks: row.tasks_total,
    costSamplesMicro: live?.costSamplesMicro ?? [],
  });
  return toWireRun(row, {
    reservedMicro: live?.reserved.micro ?? 0,
    projectedMicro: projected?.meanMicro ?? null,
    runwayMinutes: isSpending(row)
      ? runwayMinutes({
          capMicro: row.cap_micro,
          spentMicro: row.spend_micro,
          burnMicroPerMin: burnMicroPerMin(spine, row),
        })
      : null,
    worktree: spine.store.read.worktrees.firstOfRun(row.run_id),
    repo: spine.store.read.projects.repoOf(row.project_id),
    synthetic: row.declared_mode === 'synthetic',
    nowMs: spine.clock.nowMs(),
    budget: budgetStanding(spine.store.read, row.run_id),
    tasksSkipped: row.tasks_terminal === 0 ? 0 : spine.store.read.tasks.countSkipped(row.run_id),
  });
}

/** Only a run that may still spend has a runway. */
function isSpending(row: Pick<RunRow, 'status'>): boolean {
  return row.status === 'executing' || row.status === 'paused' || row.status === 'validating';
}

const BURN_WINDOW_MS = 10 * 60_000;

/**
 * Spend of the last ten minutes (or since the start, when that is later) per minute, micro-dollars.
 */
export function burnMicroPerMin(
  spine: Ledger,
  row: Pick<RunRow, 'run_id' | 'started_at' | 'ended_at' | 'spend_micro'>,
): number {
  if (row.started_at === null || row.spend_micro === 0) return 0;
  const nowMs = row.ended_at ?? spine.clock.nowMs();
  const sinceMs = Math.max(row.started_at, nowMs - BURN_WINDOW_MS);
  const minutes = Math.max(1 / 60, (nowMs - sinceMs) / 60_000);
  return spine.store.read.receipts.runSpentSince(row.run_id, sinceMs) / minutes;
}

/** One task with its gates, newest receipt and attempts. */
export function getTask(spine: Ledger & Queue, taskId: string): Output<Pas['getTask']> {
  const row = spine.store.read.tasks.get(taskId);
  const shown = spine.store.read.tasks.getShown(taskId);
  if (row === undefined || shown === undefined)
    throw new AppError('unknown_task', `There is no task "${taskId}".`);
  requireRun(spine.store, row.run_id);
  const id = row.task_id;
  const receipt = spine.store.read.receipts.newestOf(id);
  const gates = spine.store.read.kpis.currentOfRun(row.run_id).filter((kpi) => kpi.taskId === id);
  return {
    ...toWireTask(withProgress(spine, shown), {
      deps: spine.store.read.tasks.depsOf(id),
      receipt: spine.store.read.receipts.figuresOfTask(id),
      waits: whyWaits(spine, shown),
    }),
    run_id: row.run_id,
    project_id: row.project_id,
    payload: JSON.parse(row.payload) as Record<string, unknown>,
    budget_usd: row.budget_micro / 1e6,
    gates: gates.map(toWireGate),
    receipt: receipt === undefined ? null : toWireReceipt(receipt),
    attempts: spine.store.read.attempts.listOfTask(id).map((attempt) => ({
      attempt: attempt.attempt,
      epoch: attempt.epoch,
      executor: attempt.executor,
      started_at: iso(attempt.started_at),
      ended_at: isoOrNull(attempt.ended_at),
      outcome: attempt.outcome,
      failure_class: attempt.failure_class,
      reason: attempt.reason,
    })),
  };
}

/** Tasks of a run, by state when one is named. */
export function listTasks(
  spine: Ledger & Queue,
  input: Parsed<Pas['listTasks']>,
): Output<Pas['listTasks']> {
  requireRun(spine.store, input.run_id);
  const rows = spine.store.read.tasks.listShownOfRun(input.run_id, {
    state: input.status,
    limit: input.limit,
    offset: input.offset,
  });
  return { tasks: wireTasks(spine, input.run_id, rows), next_offset: offsetAfter(rows, input) };
}
