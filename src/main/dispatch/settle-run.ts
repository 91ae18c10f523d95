import { evidenceHolds } from '#core/gates/evidence-holds.ts';
import { settleRun, type SettledGate, type SettledTask } from '#core/lifecycle/settle-run.ts';
import { whyNotMeasured } from '#shared/kpis.ts';
import type { LaneGate } from '#shared/lanes.ts';
import type { Kpi } from '../db/kpis.ts';
import type { RunRow } from '../db/runs.ts';
import type { TaskRow } from '../db/tasks.ts';
import type { Tx } from '../db/transactions.ts';
import { forgetRun } from './forget-run.ts';
import { gatesToMeasure } from '../gates/lane-gates.ts';
import { measureMissing } from '../gates/measure-missing.ts';
import { moveRunTo } from './run-states.ts';
import type { Spine } from './spine.ts';
import { writeUntilDurable } from './write-until-durable.ts';

/** Arms the end of a run: every task terminal and no card for the settle window. */
export function scheduleSettle(spine: Spine, runId: string): void {
  const row = spine.store.read.runs.get(runId);
  const armed = spine.settleTimers.get(runId);
  if (armed !== undefined) clearTimeout(armed);
  spine.settleTimers.delete(runId);
  if (row === undefined || spine.stopping || !spine.dispatching || !isReady(row)) return;
  // A rehearsal gets all its cards with its start, so nothing is waited for.
  const windowMs = row.kind === 'rehearsal' ? 0 : spine.options.settleMs;
  const waitMs = Math.max(0, (row.last_card_at ?? row.created_at) + windowMs - spine.clock.nowMs());
  spine.settleTimers.set(
    runId,
    setTimeout(() => begin(spine, runId), Math.min(waitMs, windowMs)),
  );
}

function isReady(row: RunRow): boolean {
  return (
    (row.status === 'executing' || row.status === 'validating') &&
    row.tasks_total > 0 &&
    row.tasks_terminal >= row.tasks_total
  );
}

function begin(spine: Spine, runId: string): void {
  spine.settleTimers.delete(runId);
  settle(spine, runId).catch((error: unknown) =>
    spine.log.error({ err: error, run: runId }, 'a run could not be settled'),
  );
}

/** executing → validating → completed, needs_review or failed, by evidence. Two calls at once do it once. */
export function settle(spine: Spine, runId: string): Promise<void> {
  const underway = spine.settling.get(runId);
  if (underway !== undefined) return underway;
  const settling = settleNow(spine, runId).finally(() => spine.settling.delete(runId));
  spine.settling.set(runId, settling);
  return settling;
}

async function settleNow(spine: Spine, runId: string): Promise<void> {
  for (;;) {
    const validating = await writeUntilDurable(spine, (tx) => {
      const row = tx.read.runs.get(runId);
      if (row === undefined || !isReady(row)) return null;
      if (row.status === 'executing') moveRunTo(tx, row, 'validating', null);
      return row;
    });
    if (validating === null) return;
    const obstacle = await gatherEvidence(spine, validating);
    if (spine.stopping) return;
    const outcome = await writeUntilDurable(
      spine,
      (tx) => storeSettlement(tx, spine, { validated: validating, obstacle }),
      (stored) => {
        if (stored === 'ended') forgetRun(spine, runId);
        spine.requestPump();
      },
    );
    if (outcome !== 'again') return;
  }
}

/** Runs the gates and keeps the results; answers why that was not possible, or null. */
async function gatherEvidence(spine: Spine, row: RunRow): Promise<string | null> {
  try {
    await measureMissing(spine, row);
    await commitResults(spine, row.run_id);
    return null;
  } catch (error) {
    if (!spine.stopping)
      spine.log.error({ err: error, run: row.run_id }, 'a run could not be validated');
    return error instanceof Error ? error.message : String(error);
  }
}

/** What the run's tasks changed becomes a commit on the run's own branch. */
async function commitResults(spine: Spine, runId: string): Promise<void> {
  for (const { path, branch, state } of spine.store.read.worktrees.listOfRun(runId)) {
    if (state !== 'ready') continue;
    const message = `Slipway run ${runId}\n`;
    await spine.pools.ask({ kind: 'commit_worktree', worktree: path, branch, message });
  }
}

/** `again`: cards came and ended while the gates ran, so their evidence is of an older tree. */
function storeSettlement(
  tx: Tx,
  spine: Spine,
  { validated, obstacle }: { validated: RunRow; obstacle: string | null },
): 'ended' | 'again' | 'left' {
  const runId = validated.run_id;
  const row = spine.store.read.runs.get(runId);
  if (row?.status !== 'validating') return 'left';
  // A card that came meanwhile takes the run back to work.
  if (row.tasks_terminal < row.tasks_total) {
    moveRunTo(tx, row, 'executing', null);
    return 'left';
  }
  if (row.tasks_total !== validated.tasks_total) return 'again';
  // Nothing is left that the budget could be raised for.
  tx.approvals.expireOfRun(runId, tx.nowMs);
  if (obstacle !== null) {
    tx.runs.setVerification(runId, 'unverified');
    moveRunTo(tx, row, 'needs_review', `The run could not be validated: ${obstacle}`);
    return 'ended';
  }
  const tasks = spine.store.read.tasks.listOfRun(runId);
  const settlement = settleRun({
    tasks: tasks.map((task) => toSettled(spine, task)),
    gates: settledGates(spine, row, tasks),
  });
  tx.runs.setVerification(runId, settlement.verification);
  moveRunTo(tx, row, settlement.to, settlement.reason);
  return 'ended';
}

function toSettled(spine: Spine, task: TaskRow): SettledTask {
  const receipt = spine.store.read.receipts.newestOf(task.task_id);
  return {
    taskId: task.title === '' ? task.task_id : `${task.title} (${task.task_id})`,
    state: task.status,
    mode: task.mode,
    reason: task.reason,
    didWork: task.status !== 'skipped' && (receipt?.time_ms ?? 0) > 0,
  };
}

/** Every gate of every lane that did real work in a repository, and whatever clients reported. */
export function settledGates(spine: Spine, row: RunRow, tasks: readonly TaskRow[]): SettledGate[] {
  const kpis = spine.store.read.kpis.currentOfRun(row.run_id);
  const ids = new Set(tasks.map((task) => task.task_id));
  const current = kpis.filter((kpi) => kpi.taskId === null || ids.has(kpi.taskId));
  const wanted = gatesToMeasure(spine, tasks).map(({ gate }) => ({
    gate,
    kpi: newestOnTree(current, gate.kpi),
  }));
  const used = new Set(wanted.map(({ kpi }) => kpi));
  const names = new Set<string>(wanted.map(({ gate }) => gate.kpi));
  const others = current.filter(
    (kpi) => !used.has(kpi) && (!names.has(kpi.name) || kpi.state === 'fail'),
  );
  return [...wanted.map(({ gate, kpi }) => asSettled(gate, kpi)), ...others.map(reported)];
}

function asSettled(gate: LaneGate, kpi: Kpi | undefined): SettledGate {
  if (kpi === undefined)
    return {
      kpi: gate.kpi,
      state: 'not_measured',
      required: gate.required,
      taskId: null,
      reason: whyNotMeasured(gate.kpi) ?? 'nothing measured it',
    };
  return {
    kpi: gate.kpi,
    state: kpi.state,
    required: gate.required,
    taskId: kpi.taskId,
    reason: kpi.evidence?.reason ?? null,
  };
}

function reported(kpi: Kpi): SettledGate {
  return {
    kpi: kpi.name,
    state: kpi.state,
    required: false,
    taskId: kpi.taskId,
    reason: kpi.evidence?.reason ?? null,
  };
}

/** The newest measurement of a KPI; one from another tree proves nothing about this one. */
function newestOnTree(kpis: readonly Kpi[], name: string): Kpi | undefined {
  const measured = kpis.filter((kpi) => kpi.name === name && kpi.source === 'measured');
  const newest = measured.at(-1);
  const failed = measured.find(
    (kpi) =>
      kpi.state === 'fail' &&
      evidenceHolds({
        evidenceTree: kpi.evidence?.tree_hash ?? '',
        currentTree: newest?.evidence?.tree_hash ?? '',
      }),
  );
  return failed ?? newest;
}
