import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { spawnServe } from './spawn-serve.ts';
import { makeDataDir, startTestEngine } from './start-test-engine.ts';

test('an engine in this process runs a card to its receipt', async () => {
  const engine = await startTestEngine();
  const { task_id: taskId } = await engine.pas.submitJobcard({
    project_id: 1,
    run_id: 'r',
    lane: 'Code-Impl',
  });
  await engine.pas.startRun({ project_id: 1, run_id: 'r' });
  await engine.untilTask(taskId, 'succeeded');
  await engine.untilRun('r', 'completed', 'needs_review');
  const { receipts } = await engine.pas.listReceipts({ run_id: 'r' });
  expect(receipts.map((receipt) => receipt.task_id)).toEqual([taskId]);
  await engine.dispose();
  expect(engine.errors).toEqual([]);
});

test('a served engine answers over HTTP, and SIGTERM ends it with 0', async () => {
  const dataDir = makeDataDir();
  const served = await spawnServe(dataDir, { args: ['--synthetic', '--time-scale', '1000'] });
  expect((await served.pas.health({})).status).toBe('ok');
  expect(await served.stop()).toBe(0);
  rmSync(dataDir, { recursive: true });
});
