import { describe, expect, test } from 'vitest';
import type { Input, pasContract } from '#shared/contract/contract.ts';
import { STUBBORN_TREE } from '../testing/stubborn-tree.ts';
import { processesOf } from '../testing/processes-of.ts';
import { spawnServe, type Served } from '../testing/spawn-serve.ts';
import type { TestEngine } from '../testing/start-test-engine.ts';
import { useEngines } from '../testing/use-engines.ts';

type Card = Input<(typeof pasContract)['submitJobcard']>;

const { start, repoOf, dataDir: newDataDir } = useEngines();

const run = { project_id: 1, run_id: 'r' };
const card: Card = { ...run, lane: 'Code-Impl' };
const outside: Card = { ...card, kind: 'external' };

/** Resolves when the run's output holds a line. */
async function untilLine(pas: TestEngine['pas'], text: string, count: number): Promise<void> {
  const stop = new AbortController();
  let seen = 0;
  for await (const line of pas.followLogs({ run_id: 'r', after: 0 }, stop.signal)) {
    if (line.text === text) seen += 1;
    if (seen === count) break;
  }
  stop.abort();
}

test('what a command leaves behind may not be judged: its task ends all the same, and says why', async () => {
  const repo = repoOf({
    'package.json': JSON.stringify({ scripts: { test: 'node check.js' } }),
    'check.js':
      "require('node:child_process').execSync('rm -f .gitattributes; mkfifo .gitattributes');",
  });
  const { pas, untilTask } = await start({ repo });
  await pas.startRun(run);
  const { task_id: taskId } = await pas.submitJobcard({ ...card, payload: { step: 'test' } });
  await untilTask(taskId, 'failed');
  const { reason } = await pas.getTask({ task_id: taskId });
  expect(reason).toMatch(/\.gitattributes” is no regular file/);
});

describe('terminating', () => {
  test('running process trees that ignore SIGTERM are gone when their tasks have ended, queued tasks are skipped with receipts', async () => {
    const repo = repoOf({ 'tree.js': STUBBORN_TREE });
    const engine = await start({ repo });
    const { pas } = engine;
    await pas.startRun(run);
    const payload = { command: ['node', 'tree.js'] };
    const running = [
      await pas.submitJobcard({ ...card, payload }),
      await pas.submitJobcard({ ...card, payload: { command: ['node', 'tree.js', 'alone'] } }),
    ];
    const queued = await pas.submitJobcard({ ...card, deps: [running[0]?.task_id ?? ''] });
    await untilLine(pas, 'ready', 2);
    expect(processesOf(engine.dataDir).length).toBeGreaterThanOrEqual(3);
    await pas.terminateRun({ run_id: 'r', reason: 'enough' });
    for (const { task_id: taskId } of running) await engine.untilTask(taskId, 'failed');
    expect(processesOf(engine.dataDir)).toEqual([]);
    const { receipts } = await pas.listReceipts({ run_id: 'r' });
    expect(receipts.map((receipt) => receipt.status)).toEqual(['failed', 'failed', 'skipped']);
    const task = await pas.getTask({ task_id: queued.task_id });
    expect(task).toMatchObject({ status: 'skipped', reason: 'The run was terminated: enough.' });
    expect((await pas.runStatus({ run_id: 'r' })).status).toBe('terminated');
  });

  test('a terminated run is forgotten when the last of its tasks has ended', async () => {
    const engine = await start({ timeScale: 0.01 });
    const { pas } = engine;
    const { spine } = engine.engine;
    await pas.startRun(run);
    const first = await pas.submitJobcard(card);
    await engine.untilTask(first.task_id, 'running');
    await pas.terminateRun({ run_id: 'r' });
    await engine.untilTask(first.task_id, 'failed');
    await spine.store.commit.idle();
    expect(spine.runs.all()).toEqual([]);
    expect(spine.live.size).toBe(0);
    expect(spine.scheduler.lanes().filter((lane) => lane.running + lane.queued > 0)).toEqual([]);
    await expect(pas.submitJobcard(card)).rejects.toMatchObject({ code: 'run_ended' });
    expect(engine.errors).toEqual([]);
  });

  test('cards, receipts and dispatches that race with it leave nothing behind', async () => {
    const engine = await start({ timeScale: 50 });
    const { pas } = engine;
    const { spine } = engine.engine;
    for (let round = 0; round < 30; round += 1) {
      const of = { project_id: 1, run_id: `r${round}` };
      await pas.startRun(of);
      const cards = Array.from({ length: 8 }, (_, index) =>
        pas.submitJobcard({
          ...of,
          lane: 'Code-Impl',
          ...(index % 2 === 0 ? { kind: 'external' } : {}),
        }),
      );
      const known = await Promise.all(cards.slice(0, 4));
      await Promise.allSettled([
        ...cards,
        ...known.map(({ task_id: taskId }) =>
          pas.storeReceipt({
            ...of,
            task_id: taskId,
            lane: 'Code-Impl',
            provider: 'p',
            time_ms: 1,
            cost_usd: 0,
            status: 'failed',
          }),
        ),
        pas.terminateRun({ run_id: of.run_id }),
        pas.submitJobcard({ ...of, lane: 'Code-Impl' }),
      ]);
    }
    await engine.until(
      () => spine.store.read.tasks.listLive().length === 0,
      'the end of all tasks',
    );
    await spine.store.commit.idle();
    expect(spine.runs.all()).toEqual([]);
    expect(engine.errors).toEqual([]);
  });

  test('tasks of other runs that waited for it are skipped with the reason', async () => {
    const engine = await start();
    const { pas } = engine;
    const first = await pas.submitJobcard(outside);
    const other = await pas.submitJobcard({ ...card, run_id: 'other', deps: [first.task_id] });
    await pas.startRun({ ...run, run_id: 'other' });
    await pas.terminateRun({ run_id: 'r' });
    await engine.untilTask(other.task_id, 'skipped');
    await engine.untilRun('other', 'failed', 'needs_review');
    expect(engine.errors).toEqual([]);
  });
});

describe('pausing', () => {
  test('what runs finishes, nothing starts, and resuming goes on', async () => {
    const engine = await start();
    const { pas } = engine;
    const { spine } = engine.engine;
    const first = await pas.submitJobcard(outside);
    await pas.startRun(run);
    await engine.untilTask(first.task_id, 'running');
    await pas.pauseRun({ run_id: 'r' });
    const second = await pas.submitJobcard(card);
    await pas.storeReceipt({
      run_id: 'r',
      task_id: first.task_id,
      lane: 'Code-Impl',
      provider: 'p',
      time_ms: 1,
      cost_usd: 0,
      status: 'ok',
    });
    expect(spine.store.read.tasks.get(first.task_id)?.status).toBe('succeeded');
    // A run of another project passes by, so the dispatcher has had its turns.
    const other = await pas.submitJobcard({ ...card, project_id: 2, run_id: 'other' });
    await pas.startRun({ project_id: 2, run_id: 'other' });
    await engine.untilTask(other.task_id, 'succeeded');
    expect(spine.store.read.tasks.get(second.task_id)).toMatchObject({
      status: 'queued',
      attempt: 0,
    });
    await pas.resumeRun({ run_id: 'r' });
    await engine.untilTask(second.task_id, 'succeeded');
    await engine.untilRun('r', 'completed', 'needs_review');
  });
});

describe('real commands and crashes', () => {
  const command = { command: ['node', 'tree.js'] };

  async function untilTwoReady(served: Served): Promise<void> {
    await served.pas.startRun(run);
    await served.pas.submitJobcard({ ...card, payload: command });
    await untilLine(served.pas, 'ready', 1);
  }

  test.for(['kill', 'stop'] as const)(
    'R3 a %s of the engine leaves no process behind, and the task runs again by itself',
    async (end) => {
      const repo = repoOf({ 'tree.js': STUBBORN_TREE });
      const dataDir = newDataDir();
      const served = await spawnServe(dataDir, { args: ['--repo', repo] });
      await untilTwoReady(served);
      if (end === 'kill') await served.kill();
      else expect(await served.stop()).toBe(0);
      const engine = await start({ dataDir, repo, synthetic: false });
      const again = await engine.until(
        (event) => event.type === 'task.running' && event.data['attempt'] === 2,
        'the second attempt',
      );
      await untilLine(engine.pas, 'ready', 2);
      const row = engine.engine.spine.store.read.tasks.get(String(again.task_id));
      expect(row).toMatchObject({ status: 'running', attempt: 2, lease_losses: 0 });
      const attempts = engine.engine.spine.store.read.attempts.listOfTask(String(again.task_id));
      const first = attempts[0];
      expect(first).toMatchObject({ outcome: 'lost' });
      const markers = processesOf(`SLIPWAY_JOB=${String(again.task_id)}.1.`);
      expect(markers).toEqual([]);
      await engine.stop();
      expect(processesOf(dataDir)).toEqual([]);
    },
  );
});
