import { performance } from 'node:perf_hooks';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { RENEW_EVERY_MS } from '#core/retry/lease.ts';
import { must } from '#shared/assert.ts';
import { endAttempt } from '../dispatch/end-attempt.ts';
import { failedResult } from '../dispatch/failed-result.ts';
import { checkLeases } from '../dispatch/leases.ts';
import { auditLedger } from '../testing/audit-ledger.ts';
import type { TestEngine } from '../testing/start-test-engine.ts';
import { useEngines } from '../testing/use-engines.ts';

const { start } = useEngines();

const run = { project_id: 1, run_id: 'r' };
const card = { ...run, lane: 'Code-Impl', kind: 'external' };
const report = {
  run_id: 'r',
  lane: 'Code-Impl',
  provider: 'p',
  time_ms: 5,
  cost_usd: 0.25,
  energy_kwh: 0.001,
  status: 'ok',
};

/**
 * A task of an outside executor whose heartbeats stopped: its first attempt is lost, its second one
 * runs.
 */
async function loseFirstAttempt(engine: TestEngine): Promise<string> {
  const { task_id: taskId } = await engine.pas.submitJobcard(card);
  await engine.pas.startRun(run);
  await engine.untilTask(taskId, 'running');
  const from = performance.now();
  for (let passed = RENEW_EVERY_MS; passed <= 32_000; passed += RENEW_EVERY_MS)
    checkLeases(engine.engine.spine, from + passed);
  await untilAttempt(engine, taskId, 2);
  return taskId;
}

async function untilAttempt(engine: TestEngine, taskId: string, attempt: number): Promise<void> {
  await engine.until(
    (event) =>
      event.type === 'task.running' &&
      event.task_id === taskId &&
      event.data['attempt'] === attempt,
    `attempt ${attempt}`,
  );
}

async function spendOf(engine: TestEngine): Promise<number> {
  return (await engine.pas.runStatus({ run_id: 'r' })).spend_usd;
}

describe('a lost attempt', () => {
  test.each([{}, { attempt: 1 }])(
    'LEASE-8 ends with a receipt of unknown cost, which a late report %o fills once, answered 409',
    async (naming) => {
      const engine = await start();
      const { pas } = engine;
      const taskId = await loseFirstAttempt(engine);
      const receipts = async () => (await pas.listReceipts({ run_id: 'r' })).receipts;
      expect(await receipts()).toMatchObject([
        { attempt: 1, status: 'lost', cost_known: false, cost_usd: 0, filled_at: null },
      ]);
      expect((await pas.runStatus({ run_id: 'r' })).energy_unknown_tasks).toBe(1);
      const late = { ...report, task_id: taskId, ...naming };
      const options = { idempotencyKey: 'late' };
      const tooLate = { code: 'attempt_ended', message: /its present attempt is 2/ };
      for (const again of [options, options, undefined])
        await expect(pas.storeReceipt(late, again)).rejects.toMatchObject({
          code: 'attempt_ended',
        });
      await expect(pas.storeReceipt(late)).rejects.toThrow(tooLate.message);
      expect(await receipts()).toMatchObject([
        { attempt: 1, status: 'lost', cost_known: true, cost_usd: 0.25, provider: 'p' },
      ]);
      expect(await pas.runStatus({ run_id: 'r' })).toMatchObject({
        spend_usd: 0.25,
        energy_unknown_tasks: 0,
      });
      expect(engine.engine.spine.runs.get('r')?.spent.micro).toBe(250_000);
      expect(await pas.getTask({ task_id: taskId })).toMatchObject({
        status: 'running',
        attempt: 2,
      });
      // Another late one of the same attempt changes nothing any more.
      await expect(pas.storeReceipt({ ...late, attempt: 1, cost_usd: 9 })).rejects.toMatchObject({
        code: 'attempt_ended',
      });
      expect(await spendOf(engine)).toBe(0.25);
      await pas.storeReceipt({ ...late, attempt: 2, cost_usd: 0.5 });
      const task = await pas.getTask({ task_id: taskId });
      expect(task).toMatchObject({ status: 'succeeded', cost_usd: 0.75 });
      expect(task.receipt).toMatchObject({ attempt: 2, cost_usd: 0.5, status: 'succeeded' });
      expect(await spendOf(engine)).toBe(0.75);
      expect(auditLedger(join(engine.dataDir, 'ledger.db'))).toEqual([]);
      expect(engine.errors).toEqual([]);
    },
  );

  test('LEASE-10 without a name, the next report is for the open attempt, and an equal one is answered as before', async () => {
    const engine = await start();
    const { pas } = engine;
    const taskId = await loseFirstAttempt(engine);
    const late = { ...report, task_id: taskId };
    await expect(pas.storeReceipt(late)).rejects.toMatchObject({ code: 'attempt_ended' });
    const second = { ...late, cost_usd: 0.5 };
    expect(await pas.storeReceipt(second)).toEqual({ status: 'stored', task_id: taskId });
    expect(await pas.storeReceipt(second)).toMatchObject({ idempotent_replay: true });
    await expect(pas.storeReceipt(late)).rejects.toMatchObject({ code: 'attempt_ended' });
    expect(await spendOf(engine)).toBe(0.75);
  });

  test('LEASE-9 an attempt that never was is refused with the present one', async () => {
    const engine = await start();
    const taskId = await loseFirstAttempt(engine);
    await expect(
      engine.pas.storeReceipt({ ...report, task_id: taskId, attempt: 7 }),
    ).rejects.toThrow(/has no attempt 7; its present attempt is 2/);
  });

  test('LEASE-4 its holder’s heartbeat is answered with the present attempt and renews nothing', async () => {
    const engine = await start();
    const taskId = await loseFirstAttempt(engine);
    const live = must(engine.engine.spine.live.get(taskId), 'the second attempt runs');
    const untilMs = live.leaseUntilMs;
    const beat = { run_id: 'r', task_id: taskId, progress_pct: 0.9, est_remaining_ms: 1000 };
    const stale = await engine.pas.heartbeat({ ...beat, attempt: 1 });
    expect(stale).toEqual({ status: 'acknowledged', attempt: 2 });
    expect(live.leaseUntilMs).toBe(untilMs);
    expect(await engine.pas.getTask({ task_id: taskId })).toMatchObject({ progress_pct: 0 });
    await engine.pas.heartbeat({ ...beat, attempt: 2 });
    expect(await engine.pas.getTask({ task_id: taskId })).toMatchObject({ progress_pct: 0.9 });
  });
});

describe('an attempt whose run was ended', () => {
  test.each([{}, { attempt: 1 }])(
    'LEASE-8 a late report %o is booked to it once, answered 409, and ends nothing again',
    async (naming) => {
      const engine = await start();
      const { pas } = engine;
      const { task_id: taskId } = await pas.submitJobcard(card);
      await pas.startRun(run);
      await engine.untilTask(taskId, 'running');
      await pas.terminateRun(run);
      await engine.untilRun('r', 'terminated');
      await expect.poll(async () => (await pas.listReceipts(run)).receipts).toHaveLength(1);
      const before = await pas.getTask({ task_id: taskId });
      expect(before.receipt).toMatchObject({ attempt: 1, cost_known: false, cost_usd: 0 });
      const late = { ...report, task_id: taskId, ...naming };
      for (const cost of [0.25, 0.25, 9])
        await expect(pas.storeReceipt({ ...late, cost_usd: cost })).rejects.toMatchObject({
          code: 'attempt_ended',
        });
      const task = await pas.getTask({ task_id: taskId });
      expect(task).toMatchObject({ status: before.status, attempt: 1, cost_usd: 0.25 });
      expect(task.receipt).toMatchObject({ status: before.receipt?.status, cost_known: true });
      expect(await pas.runStatus(run)).toMatchObject({ status: 'terminated', spend_usd: 0.25 });
      expect(auditLedger(join(engine.dataDir, 'ledger.db'))).toEqual([]);
      expect(engine.errors).toEqual([]);
    },
  );
});

describe('an attempt that is tried again', () => {
  test('leaves its receipt, and what it cost counts', async () => {
    const engine = await start({ timeScale: 0.001 });
    const { spine } = engine.engine;
    const { task_id: taskId } = await engine.pas.submitJobcard({ ...run, lane: 'Code-Impl' });
    await engine.pas.startRun(run);
    await engine.untilTask(taskId, 'running');
    const task = must(spine.live.get(taskId), 'it runs');
    const broken = { ...failedResult('transient', 'the network was down'), tokensIn: 1_000_000 };
    await endAttempt(spine, task, broken, []);
    await untilAttempt(engine, taskId, 2);
    expect(await engine.pas.getTask({ task_id: taskId })).toMatchObject({
      status: 'running',
      time_ms: null,
      cost_usd: 0.5,
      receipt: { attempt: 1, status: 'failed', failure_class: 'transient', cost_usd: 0.5 },
    });
    expect(await spendOf(engine)).toBe(0.5);
    expect(spine.runs.get('r')?.spent.micro).toBe(500_000);
  });
});

describe('a re-run', () => {
  test('is the next attempt of the same task; what was measured of an earlier one counts no more', async () => {
    const engine = await start();
    const { pas } = engine;
    const { task_id: taskId } = await pas.submitJobcard(card);
    await pas.startRun(run);
    await engine.untilTask(taskId, 'running');
    const kpi = { run_id: 'r', task_id: taskId, kpi_name: 'BLEU', value: 0.1, pass: false };
    await pas.storeKpi(kpi);
    await pas.storeReceipt({ ...report, task_id: taskId, status: 'failed' });
    await engine.untilRun('r', 'needs_review', 'failed');
    expect((await pas.runStatus({ run_id: 'r' })).kpi_violations).toHaveLength(1);
    await pas.rerunFailed({ run_id: 'r' });
    expect(await pas.runStatus({ run_id: 'r' })).toMatchObject({
      verification: 'unverified',
      kpi_violations: [],
      tasks_total: 1,
      tasks_completed: 0,
      tasks_failed: 0,
    });
    await untilAttempt(engine, taskId, 2);
    await pas.storeReceipt({ ...report, task_id: taskId, attempt: 2 });
    await engine.untilRun('r', 'completed');
    const task = await pas.getTask({ task_id: taskId });
    expect(task.attempts.map(({ outcome }) => outcome)).toEqual(['failed', 'succeeded']);
    expect(await pas.runStatus({ run_id: 'r' })).toMatchObject({ spend_usd: 0.5, tasks_total: 1 });
    expect(engine.errors).toEqual([]);
  });
});
