import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { processesOf } from '../../src/main/testing/processes-of.ts';
import { makeRepository } from '../../src/main/testing/make-repository.ts';
import { startTestEngine } from '../../src/main/testing/start-test-engine.ts';
import { STUBBORN_TREE } from '../../src/main/testing/stubborn-tree.ts';
import { percentile } from '../measure/percentile.ts';
import { printTable } from '../measure/print-table.ts';

/**
 * How long it takes from "terminate this run" until its process tree, which ignores SIGTERM, is
 * gone and its task has ended. Bar: 2 s (SIGKILL comes after 0.8 s).
 */

const { values } = parseArgs({ options: { repeats: { type: 'string', default: '20' } } });
const BAR_MS = 2000;

async function measureOnce(repo: string): Promise<number> {
  const engine = await startTestEngine({ repo });
  const run = { project_id: 1, run_id: 'r' };
  await engine.pas.startRun(run);
  const payload = { command: ['node', 'tree.js'] };
  const { task_id: taskId } = await engine.pas.submitJobcard({
    ...run,
    lane: 'Code-Impl',
    payload,
  });
  const ready = new AbortController();
  for await (const line of engine.pas.followLogs({ run_id: 'r', after: 0 }, ready.signal))
    if (line.text === 'ready') ready.abort();
  const startedAt = performance.now();
  await engine.pas.terminateRun({ run_id: 'r', reason: 'measured' });
  await engine.untilTask(taskId, 'failed');
  const tookMs = performance.now() - startedAt;
  const left = processesOf(engine.dataDir);
  if (left.length > 0) throw new Error(`processes ${left.join(', ')} are left`);
  await engine.dispose();
  return tookMs;
}

const repo = makeRepository({ 'tree.js': STUBBORN_TREE }, '.').path;
const samplesMs: number[] = [];
for (let repeat = 0; repeat < Number(values.repeats); repeat += 1)
  samplesMs.push(await measureOnce(repo));
rmSync(dirname(repo), { recursive: true, force: true });
const row = {
  what: 'terminate a run',
  'bar ms': BAR_MS,
  p50: Math.round(percentile(samplesMs, 0.5)),
  p95: Math.round(percentile(samplesMs, 0.95)),
  longest: Math.round(Math.max(...samplesMs)),
};
printTable([row]);
console.log(JSON.stringify(row));
process.exitCode = row.longest <= BAR_MS ? 0 : 1;
