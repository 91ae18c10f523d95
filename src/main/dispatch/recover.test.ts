import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { auditLedger } from '../testing/audit-ledger.ts';
import { spawnServe } from '../testing/spawn-serve.ts';
import type { TestEngine } from '../testing/start-test-engine.ts';
import { useEngines } from '../testing/use-engines.ts';

const { start, dataDir: newDataDir } = useEngines();

const card = { project_id: 1, run_id: 'r', lane: 'Code-Impl' };
/** A card that only an outside report ends. */
const outside = { ...card, kind: 'external' };
const report = { run_id: 'r', lane: 'Code-Impl', provider: 'p', time_ms: 5, cost_usd: 0.25 };

function epochOf({ engine }: TestEngine, taskId: string): number {
  return engine.spine.store.read.tasks.get(taskId)?.epoch ?? 0;
}

describe('dependencies across time', () => {
  test('a card may depend on a task that has ended', async () => {
    const { pas, untilTask, errors } = await start({ settleMs: 60_000 });
    const first = await pas.submitJobcard(card);
    await pas.startRun({ project_id: 1, run_id: 'r' });
    await untilTask(first.task_id, 'succeeded');
    const second = await pas.submitJobcard({ ...card, deps: [first.task_id] });
    const third = await pas.submitJobcard({ ...card, deps: [first.task_id, second.task_id] });
    await untilTask(third.task_id, 'succeeded');
    expect(errors).toEqual([]);
  });

  test('LEASE-6 a restart takes up a chain whose beginning has ended, with a higher epoch for what ran', async () => {
    const folder = newDataDir();
    const before = await start({ dataDir: folder, settleMs: 60_000 });
    const a = await before.pas.submitJobcard(card);
    const b = await before.pas.submitJobcard({ ...outside, deps: [a.task_id] });
    const c = await before.pas.submitJobcard({ ...card, deps: [a.task_id, b.task_id] });
    await before.pas.startRun({ project_id: 1, run_id: 'r' });
    await before.untilTask(b.task_id, 'running');
    const held = epochOf(before, b.task_id);
    await before.stop();
    const after = await start({ dataDir: folder, settleMs: 60_000 });
    await after.untilTask(b.task_id, 'running');
    expect(epochOf(after, b.task_id)).toBeGreaterThan(held);
    const receipt = { ...report, task_id: b.task_id, status: 'succeeded' };
    await after.pas.storeReceipt({ ...receipt, attempt: 2 });
    await after.untilTask(c.task_id, 'succeeded');
    expect(after.errors).toEqual([]);
  });

  test('a restart restores dependencies in runs that ended, and skips what they doom', async () => {
    const folder = newDataDir();
    const before = await start({ dataDir: folder });
    const good = await before.pas.submitJobcard({ ...card, run_id: 'good' });
    const bad = await before.pas.submitJobcard({ ...outside, run_id: 'bad' });
    await before.pas.startRun({ project_id: 1, run_id: 'good' });
    await before.pas.startRun({ project_id: 1, run_id: 'bad' });
    await before.untilTask(bad.task_id, 'running');
    await before.pas.storeReceipt({
      ...report,
      run_id: 'bad',
      task_id: bad.task_id,
      status: 'failed',
    });
    await before.untilRun('good', 'completed', 'needs_review');
    await before.untilRun('bad', 'failed', 'needs_review');
    const after1 = await before.pas.submitJobcard({ ...card, deps: [good.task_id] });
    const after2 = await before.pas.submitJobcard({ ...card, deps: [bad.task_id] });
    await before.untilTask(after2.task_id, 'skipped');
    await before.stop();
    const after = await start({ dataDir: folder });
    const after3 = await after.pas.submitJobcard({ ...card, deps: [good.task_id, after1.task_id] });
    await after.pas.startRun({ project_id: 1, run_id: 'r' });
    await after.untilTask(after3.task_id, 'succeeded');
    expect([...before.errors, ...after.errors]).toEqual([]);
  });
});

describe('runs across restarts', () => {
  test('the failed part of a run in review runs again after a restart', async () => {
    const folder = newDataDir();
    const before = await start({ dataDir: folder });
    const good = await before.pas.submitJobcard(card);
    const bad = await before.pas.submitJobcard({ ...outside, deps: [good.task_id] });
    const behind = await before.pas.submitJobcard({ ...card, deps: [bad.task_id, good.task_id] });
    await before.pas.startRun({ project_id: 1, run_id: 'r' });
    await before.untilTask(bad.task_id, 'running');
    await before.pas.storeReceipt({ ...report, task_id: bad.task_id, status: 'failed' });
    await before.untilTask(behind.task_id, 'skipped');
    await before.untilRun('r', 'needs_review');
    await before.stop();
    const after = await start({ dataDir: folder });
    const again = await after.pas.rerunFailed({ run_id: 'r' });
    expect(again.requeued).toBe(2);
    await after.until(
      (event) =>
        event.type === 'task.running' &&
        event.task_id === bad.task_id &&
        event.data['attempt'] === 2,
      'the second try',
    );
    await after.pas.storeReceipt({
      ...report,
      task_id: bad.task_id,
      cost_usd: 0.5,
      status: 'succeeded',
    });
    const run = await after.untilRun('r', 'completed', 'needs_review');
    expect(run).toMatchObject({ tasks_total: 3, tasks_terminal: 3, tasks_failed: 0 });
    expect(run.spend_micro).toBeGreaterThanOrEqual(750_000);
    const { receipts } = await after.pas.listReceipts({ run_id: 'r' });
    expect(receipts.map(({ task_id: id, attempt, status }) => [id, attempt, status])).toEqual([
      [good.task_id, 1, 'succeeded'],
      [bad.task_id, 1, 'failed'],
      [bad.task_id, 2, 'succeeded'],
      [behind.task_id, 1, 'skipped'],
      [behind.task_id, 2, 'succeeded'],
    ]);
    expect(auditLedger(join(folder, 'ledger.db'))).toEqual([]);
    expect([...before.errors, ...after.errors]).toEqual([]);
  });

  test('a killed engine’s run completes by itself, and its processes are gone', async () => {
    const folder = newDataDir();
    const args = ['--synthetic', '--time-scale', '20'];
    const first = await spawnServe(folder, { args });
    const cards = Array.from({ length: 6 }, () => first.pas.submitJobcard(card));
    await Promise.all(cards);
    await first.pas.startRun({ project_id: 1, run_id: 'r' });
    for await (const event of first.pas.events({ after: 0 }, new AbortController().signal))
      if (event.type === 'task.running') break;
    await first.kill();
    const after = await start({ dataDir: folder });
    const run = await after.untilRun('r', 'completed', 'needs_review');
    expect(run).toMatchObject({ tasks_total: 6, tasks_terminal: 6, tasks_failed: 0 });
    expect(after.errors).toEqual([]);
  });
});
