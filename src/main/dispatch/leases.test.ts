import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { RENEW_EVERY_MS } from '#core/retry/lease.ts';
import { must } from '#shared/assert.ts';
import { STUBBORN_TREE } from '../testing/stubborn-tree.ts';
import { processesOf } from '../testing/processes-of.ts';
import type { TestEngine } from '../testing/start-test-engine.ts';
import { useEngines } from '../testing/use-engines.ts';
import { endAttempt } from './end-attempt.ts';
import { failedResult } from './failed-result.ts';
import { checkLeases } from './leases.ts';
import type { LiveTask } from './spine.ts';

/** Synthetic tasks do not end by themselves within a test. */
const { start, repoOf } = useEngines({ timeScale: 0.001 });

const card = { project_id: 1, run_id: 'r', lane: 'Code-Impl' };

function liveTask(engine: TestEngine, taskId: string): LiveTask {
  return must(engine.engine.spine.live.get(taskId), `${taskId} is running`);
}

/**
 * Lets lease time pass without heartbeats: none is received within one turn of the event loop.
 */
function passSilently(engine: TestEngine, ms: number): void {
  const from = performance.now();
  for (let passed = RENEW_EVERY_MS; passed <= ms; passed += RENEW_EVERY_MS)
    checkLeases(engine.engine.spine, from + passed);
}

/**
 * Resolves when the worker of the attempt has sent a heartbeat, so that its ordinary lease is in
 * force.
 */
async function untilHeartbeat(
  engine: TestEngine,
  taskId: string,
  attempt: number,
): Promise<LiveTask> {
  const { spine } = engine.engine;
  for (;;) {
    const task = spine.live.get(taskId);
    const soonMs = spine.leaseClock.nowMs() + 6001;
    if (task?.row.attempt === attempt && task.leaseUntilMs < soonMs) return task;
    await wait(5);
  }
}

async function startTask(engine: TestEngine, more: object = {}): Promise<string> {
  const { task_id: taskId } = await engine.pas.submitJobcard({ ...card, ...more });
  await engine.pas.startRun({ project_id: 1, run_id: 'r' }).catch(() => undefined);
  await engine.untilTask(taskId, 'running');
  return taskId;
}

describe('a holder that stops its heartbeats', () => {
  test('R3 loses its task within 20 s of silence, and another attempt starts', async () => {
    const engine = await start();
    const taskId = await startTask(engine);
    await untilHeartbeat(engine, taskId, 1);
    passSilently(engine, 20_000);
    const lost = await engine.until((event) => event.type === 'task.retrying', 'the retry');
    expect(lost).toMatchObject({ task_id: taskId, data: { failure_class: 'lease_lost' } });
    await untilHeartbeat(engine, taskId, 2);
    const row = engine.engine.spine.store.read.tasks.get(taskId);
    expect(row).toMatchObject({ status: 'running', attempt: 2, lease_losses: 1 });
  });

  test('R3 one that never sent a heartbeat loses it too', async () => {
    const engine = await start();
    const taskId = await startTask(engine);
    passSilently(engine, 20_000);
    await engine.until((event) => event.type === 'task.retrying', 'the retry');
    expect(engine.engine.spine.store.read.tasks.get(taskId)?.lease_losses).toBe(1);
  });

  test('keeps its task while it sends heartbeats, and through leaps of the clock', async () => {
    const engine = await start();
    const taskId = await startTask(engine);
    const task = await untilHeartbeat(engine, taskId, 1);
    const { spine } = engine.engine;
    // Asleep for a week, then a clock set back by an hour: R10.
    for (const leapMs of [7 * 86_400_000, -3_600_000])
      checkLeases(spine, performance.now() + leapMs);
    expect(spine.live.get(taskId)).toBe(task);
    expect(task.abortReason).toBeNull();
  });

  test('an outside executor keeps it by heartbeats, and loses it after 30 s without', async () => {
    const engine = await start();
    const taskId = await startTask(engine, { kind: 'external' });
    const { spine } = engine.engine;
    for (let beat = 0; beat < 5; beat += 1) {
      passSilently(engine, 20_000);
      await engine.pas.heartbeat({
        task_id: taskId,
        run_id: 'r',
        ts: new Date().toISOString(),
        progress_pct: 0.5,
        est_remaining_ms: 60_000,
      });
    }
    expect(spine.store.read.tasks.get(taskId)).toMatchObject({ attempt: 1, progress: 0.5 });
    passSilently(engine, 32_000);
    await engine.until((event) => event.type === 'task.retrying', 'the retry');
  });

  test('R8 three times is set aside with the reason, and others go on', async () => {
    const engine = await start();
    const poison = await startTask(engine);
    for (let loss = 1; loss <= 3; loss += 1) {
      await untilHeartbeat(engine, poison, loss);
      passSilently(engine, 8000);
    }
    await engine.untilTask(poison, 'failed');
    const task = await engine.pas.getTask({ task_id: poison });
    expect(task.reason).toMatch(/^Set aside after 3 lost leases/);
    const { receipts } = await engine.pas.listReceipts({ run_id: 'r' });
    expect(receipts).toMatchObject(
      [1, 2, 3].map((attempt) => ({ task_id: poison, attempt, status: 'lost', cost_known: false })),
    );
    const other = await startTask(engine, { kind: 'external' });
    await engine.pas.storeReceipt({
      task_id: other,
      run_id: 'r',
      lane: 'Code-Impl',
      provider: 'p',
      time_ms: 1,
      cost_usd: 0,
      status: 'succeeded',
    });
    await engine.untilTask(other, 'succeeded');
  });
});

describe('the fence in the dispatcher', () => {
  test('R4 1,000 ends of a holder that lost its task are refused, and there is one receipt', async () => {
    const engine = await start();
    const { spine } = engine.engine;
    const taskId = await startTask(engine);
    const thawed = await untilHeartbeat(engine, taskId, 1);
    passSilently(engine, 8000);
    const success = {
      ...failedResult('tool', ''),
      outcome: 'succeeded' as const,
      failureClass: null,
    };
    const endStale = (count: number): Promise<unknown> =>
      Promise.all(Array.from({ length: count }, () => endAttempt(spine, thawed, success, [])));
    await endStale(400);
    await engine.until((event) => event.type === 'task.retrying', 'the retry');
    await endStale(300);
    await untilHeartbeat(engine, taskId, 2);
    await endStale(299);
    // The same with the table bypassed: the ledger's own fence.
    spine.live.set(taskId, thawed);
    await endStale(1);
    expect(spine.store.read.tasks.get(taskId)).toMatchObject({ status: 'running', attempt: 2 });
    expect(spine.store.read.receipts.listOfTask(taskId)).toMatchObject([
      { attempt: 1, status: 'lost', cost_known: 0 },
    ]);
  });

  test('a task that ends twice at once ends once', async () => {
    const engine = await start();
    const { spine } = engine.engine;
    const taskId = await startTask(engine);
    const task = liveTask(engine, taskId);
    const success = {
      ...failedResult('tool', ''),
      outcome: 'succeeded' as const,
      failureClass: null,
    };
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        endAttempt(spine, task, index % 2 === 0 ? success : failedResult('lease_lost', 'x'), []),
      ),
    );
    expect(spine.store.read.tasks.get(taskId)?.status).toBe('succeeded');
    expect(engine.errors).toEqual([]);
  });
});

describe('workers and children that die', () => {
  async function startTree(): Promise<{ engine: TestEngine; taskId: string }> {
    const repo = repoOf({ 'tree.js': STUBBORN_TREE });
    const engine = await start({ repo });
    const taskId = await startTask(engine, { payload: { command: ['node', 'tree.js'] } });
    const stop = new AbortController();
    for await (const line of engine.pas.followLogs({ run_id: 'r', after: 0 }, stop.signal))
      if (line.text === 'ready') stop.abort();
    return { engine, taskId };
  }

  test('R3 a killed child ends its task with the reason and its whole tree', async () => {
    const { engine, taskId } = await startTree();
    const task = liveTask(engine, taskId);
    process.kill(must(task.process, 'the command runs').pid, 'SIGKILL');
    await engine.untilTask(taskId, 'failed');
    expect(processesOf(`SLIPWAY_JOB=${taskId}`)).toEqual([]);
    const answer = await engine.pas.getTask({ task_id: taskId });
    expect(answer.reason).toMatch(/SIGKILL/);
  });

  test('R3 a hung command’s whole tree is gone before its task is tried again', async () => {
    const { engine, taskId } = await startTree();
    await untilHeartbeat(engine, taskId, 1);
    passSilently(engine, 8000);
    await engine.until((event) => event.type === 'task.retrying', 'the retry');
    expect(processesOf(`SLIPWAY_JOB=${taskId}.1.`)).toEqual([]);
  });

  test('R3 a worker thread that dies gives its task back, and takes its processes with it', async () => {
    const { engine, taskId } = await startTree();
    await engine.engine.spine.pools.destroy();
    const lost = await engine.until((event) => event.type === 'task.retrying', 'the retry');
    expect(lost).toMatchObject({ task_id: taskId, data: { failure_class: 'lease_lost' } });
    while (processesOf(`SLIPWAY_JOB=${taskId}.1.`).length > 0) await wait(10);
  });
});
