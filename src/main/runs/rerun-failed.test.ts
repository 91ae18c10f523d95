import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { must } from '#shared/assert.ts';
import { makeRepository } from '../testing/make-repository.ts';
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
  status: 'failed',
};

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A run in review whose only tasks, of outside executors, all failed. */
async function inReview(engine: TestEngine, tasks: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < tasks; index += 1)
    ids.push((await engine.pas.submitJobcard(card)).task_id);
  await engine.pas.startRun(run);
  for (const id of ids) {
    await engine.untilTask(id, 'running');
    await engine.pas.storeReceipt({ ...report, task_id: id });
  }
  await engine.untilRun('r', 'needs_review');
  return ids;
}

describe('a re-run', () => {
  test('starts a task whose end another live run knew of, because it had depended on it', async () => {
    const engine = await start();
    const { pas } = engine;
    const other = { project_id: 2, run_id: 'other' };
    const [failed] = await inReview(engine, 1);
    const taskId = must(failed, 'the failed task');
    const open = await pas.submitJobcard({ ...card, ...other });
    await pas.startRun(other);
    await engine.untilTask(open.task_id, 'running');
    const behind = await pas.submitJobcard({ ...card, ...other, deps: [taskId] });
    await engine.untilTask(behind.task_id, 'skipped');
    await pas.rerunFailed({ run_id: 'r' });
    await engine.untilTask(taskId, 'running');
    expect(engine.errors).toEqual([]);
  });

  test('LEASE-10 takes a success with the figures of the failure before for what it is', async () => {
    const engine = await start();
    const { pas } = engine;
    const [failed] = await inReview(engine, 1);
    const taskId = must(failed, 'the failed task');
    await pas.rerunFailed({ run_id: 'r' });
    await engine.untilTask(taskId, 'running');
    const success = { ...report, task_id: taskId, status: 'ok' };
    expect(await pas.storeReceipt(success)).toEqual({ status: 'stored', task_id: taskId });
    expect(await pas.storeReceipt(success)).toMatchObject({ idempotent_replay: true });
    await engine.untilRun('r', 'completed');
    expect(await pas.runStatus({ run_id: 'r' })).toMatchObject({ spend_usd: 0.5 });
  });

  test('BUDGET-11 of a run that has spent its cap asks a person at once', async () => {
    const engine = await start();
    const { pas } = engine;
    await inReview(engine, 2);
    await pas.setRunBudget({ run_id: 'r', budget_caps: { budget_usd: 0.5 } });
    await pas.rerunFailed({ run_id: 'r' });
    await engine.untilRun('r', 'paused');
    expect((await pas.listApprovals({ status: 'pending' })).approvals).toMatchObject([
      { run_id: 'r', question: expect.stringContaining('$0.50 of $0.50, with 2 tasks left') },
    ]);
  });

  test('BUDGET-5 counts what the failed attempts cost once, also after a restart', async () => {
    const engine = await start();
    const { pas } = engine;
    const [first] = await inReview(engine, 2);
    const taskId = must(first, 'a failed task');
    await pas.rerunFailed({ run_id: 'r' });
    await engine.untilTask(taskId, 'running');
    const success = { ...report, task_id: taskId, time_ms: 6, status: 'ok' };
    await pas.storeReceipt(success);
    await engine.untilTask(taskId, 'succeeded');
    // 0.25 for each of four attempts; the last task costs what the first did with both of its own.
    expect(await pas.runStatus({ run_id: 'r' })).toMatchObject({
      spend_usd: 0.75,
      projected_usd: 1.25,
    });
    await engine.stop();
    const again = await start({ dataDir: engine.dataDir });
    expect(await again.pas.runStatus({ run_id: 'r' })).toMatchObject({ projected_usd: 1.25 });
  });

  test('counts a receipt that came in the same turn once', async () => {
    const engine = await start();
    const { pas } = engine;
    const { spine } = engine.engine;
    const [first] = await inReview(engine, 2);
    const taskId = must(first, 'a failed task');
    const rerun = pas.rerunFailed({ run_id: 'r' });
    // Only microtasks lie between the two: they share a transaction.
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
    const stored = pas.storeReceipt({ ...report, task_id: taskId, attempt: 2 });
    await Promise.all([rerun, stored]);
    await spine.store.commit.idle();
    expect(spine.store.read.runs.get('r')?.spend_micro).toBe(750_000);
    expect(spine.runs.get('r')?.spent.micro).toBe(750_000);
  });

  test('that is refused leaves the worktree of the run where it was', async () => {
    const repo = makeRepository({ 'check.js': 'process.exit(1);\n' });
    folders.push(dirname(repo.path));
    const engine = await start({ repo: repo.path, synthetic: false });
    const { pas } = engine;
    const { worktrees } = engine.engine.spine.store.read;
    await pas.submitJobcard({
      ...run,
      lane: 'Code-Impl',
      payload: { command: ['node', 'check.js'] },
    });
    await pas.startRun(run);
    await engine.untilRun('r', 'needs_review');
    const before = worktrees.listOfRun('r');
    expect(before).toHaveLength(1);
    repo.commit('Mend', { 'check.js': 'process.exit(0);\n' });
    const rerun = pas.rerunFailed({ run_id: 'r' });
    await pas.overrideRun({ run_id: 'r', reason: 'known', scope: 'run' });
    await expect(rerun).rejects.toMatchObject({ code: 'illegal_transition' });
    expect(worktrees.listOfRun('r')).toEqual(before);
  });
});
