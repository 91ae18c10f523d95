import { join } from 'node:path';
import { estimateTask } from '../../src/core/estimate/estimate-task.ts';
import type { ReceiptRow } from '../../src/main/db/receipts.ts';
import { openStore } from '../../src/main/db/store.ts';
import type { Tx } from '../../src/main/db/transactions.ts';

export interface SeedSize {
  runs: number;
  tasksPerRun: number;
  /**
   * This many of the runs are still executing, with half of their tasks queued; the others are
   * completed.
   */
  openRuns: number;
}

const PROJECTS = 20;
const DAY_MS = 24 * 3_600_000;
const LANES = ['Code-Impl', 'Code-API-Design', 'Narrative', 'Vector-Ops'];

/** Fills a fresh ledger through the store's own repositories; returns the ids of the runs. */
export async function seedLedger(dataDir: string, size: SeedSize): Promise<string[]> {
  const store = openStore(join(dataDir, 'ledger.db'), {
    clock: { nowMs: () => Date.now() },
    announce: () => undefined,
    mirrorError: (error) => {
      throw error;
    },
  });
  const ids = Array.from({ length: size.runs }, (_, at) => `run-${String(at).padStart(4, '0')}`);
  for (const [at, runId] of ids.entries())
    await store.commit.write((tx) => seedRun(tx, { runId, at, ...size }));
  store.close();
  return ids;
}

interface SeededRun extends SeedSize {
  runId: string;
  at: number;
}

function seedRun(tx: Tx, run: SeededRun): void {
  const { runId, at } = run;
  const projectId = 1 + (at % PROJECTS);
  // Spread over the last day, so that part of the spend is today's.
  const nowMs = Date.now() - Math.floor((DAY_MS * (run.runs - at)) / run.runs);
  tx.projects.ensure(projectId, nowMs);
  tx.runs.insert({
    run_id: runId,
    project_id: projectId,
    kind: 'baseline',
    declared_mode: null,
    seed: 1,
    created_at: nowMs,
    parent_run_id: null,
  });
  tx.runs.start({
    runId,
    kind: 'baseline',
    declaredMode: null,
    capMicro: 100_000_000,
    capTokens: null,
    capEnergyKwh: null,
    capMs: null,
    breachPolicy: 'pause',
    passport: JSON.stringify({ run_id: runId }),
    startedAt: nowMs,
  });
  const isOpen = at >= run.runs - run.openRuns;
  const ended = isOpen ? run.tasksPerRun / 2 : run.tasksPerRun;
  for (let n = 0; n < run.tasksPerRun; n++) seedTask(tx, run, { n, projectId, nowMs, ended });
  if (isOpen) return;
  tx.runs.setVerification(runId, 'pass');
  const endMs = nowMs + 60_000;
  tx.runs.setState(runId, 'completed', null, { endedAt: endMs, nowMs: endMs });
}

function seedTask(
  tx: Tx,
  run: SeededRun,
  task: { n: number; projectId: number; nowMs: number; ended: number },
): void {
  const { n, projectId, nowMs } = task;
  const seq = run.at * run.tasksPerRun + n + 1;
  const taskId = `t_${String(seq).padStart(26, '0')}`;
  const lane = LANES[n % LANES.length] ?? 'Narrative';
  const estimate = estimateTask({
    lane,
    kind: 'external',
    complexity: 'medium',
    needsModel: false,
  });
  tx.tasks.insert(
    {
      task_id: taskId,
      seq,
      run_id: run.runId,
      project_id: projectId,
      lane,
      kind: 'external',
      complexity: 'medium',
      title: `Task ${n} of ${run.runId}`,
      priority: 0.5,
      ci_width: 0.3,
      deadline_at: null,
      budget_micro: 10_000,
      payload: JSON.stringify({ title: `Task ${n} of ${run.runId}` }),
      estimate: JSON.stringify(estimate),
      queued_at: nowMs,
      requester: 'local_user',
      asked_by: 'local',
    },
    n % 5 === 4 ? [`t_${String(seq - 1).padStart(26, '0')}`] : [],
  );
  tx.runs.countCard(run.runId, nowMs);
  if (n < task.ended) endTask(tx, receiptOf(run.runId, { taskId, lane, nowMs }));
}

function endTask(tx: Tx, receipt: ReceiptRow): void {
  const { task_id: taskId, run_id: runId, cost_micro: micro, created_at: nowMs } = receipt;
  tx.tasks.lease({
    taskId,
    mode: 'real',
    reservedMicro: 0,
    executor: 'external',
    ruleId: null,
    nowMs,
  });
  tx.tasks.end({ taskId, epoch: 1, status: 'succeeded', reason: null, nowMs });
  tx.tasks.closeAttempt({
    taskId,
    epoch: 1,
    outcome: 'succeeded',
    failureClass: null,
    reason: null,
    nowMs,
  });
  tx.receipts.insert(receipt);
  tx.runs.addTally({
    runId,
    ended: 'succeeded',
    micro,
    tokens: 1500,
    energyKwh: 0.0001,
    energyUnknown: 0,
  });
}

function receiptOf(
  runId: string,
  task: { taskId: string; lane: string; nowMs: number },
): ReceiptRow {
  return {
    task_id: task.taskId,
    run_id: runId,
    lane: task.lane,
    provider: 'bench',
    mode: 'real',
    attempt: 1,
    status: 'succeeded',
    tokens_in: 1000,
    tokens_out: 500,
    tokens_think: 0,
    tokens_tool_use: 0,
    time_ms: 1200,
    cpu_ms: null,
    cost_micro: 2500,
    cost_known: 1,
    energy_kwh: 0.0001,
    energy_source: 'reported',
    carbon_kg: null,
    echo_cos: null,
    artifacts_path: null,
    failure_class: null,
    created_at: task.nowMs,
    filled_at: null,
    rule_id: null,
  };
}
