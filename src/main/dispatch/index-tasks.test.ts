import { describe, expect, test } from 'vitest';
import { must } from '#shared/assert.ts';
import type { TestEngine } from '../testing/start-test-engine.ts';
import { useEngines } from '../testing/use-engines.ts';

const { start, repoOf } = useEngines();

/** `shared.py` is used by `one.py` and `two.py`; `alone.py` by nobody. */
const files = {
  'shared.py': 'def helper():\n    return 1\n',
  'one.py': 'from shared import helper\n\ndef first():\n    return helper()\n',
  'two.py': 'from shared import helper\n\ndef second():\n    return helper()\n',
  'alone.py': 'def third():\n    return 3\n',
  // Runs until it is killed.
  'hold.js': 'setInterval(() => {}, 1000);\n',
};

async function startIndexed(): Promise<{ engine: TestEngine; repo: string }> {
  const repo = repoOf(files);
  const engine = await start({ repo, index: true, synthetic: false });
  await engine.rag.refreshIndex({ repo });
  return { engine, repo };
}

describe('index operations in a run', () => {
  test('a Vector-Ops refresh ends with a receipt and an index_freshness that the app measured; the run completes', async () => {
    const { engine, repo } = await startIndexed();
    const run = { project_id: 1, run_id: 'indexing' };
    await engine.pas.startRun(run);
    const payload = { operation: 'refresh' as const, repo };
    const { task_id: taskId } = await engine.pas.submitJobcard({
      ...run,
      lane: 'Vector-Ops',
      payload,
    });
    await engine.untilTask(taskId, 'succeeded', 'failed');
    const task = await engine.pas.getTask({ task_id: taskId });
    expect(task.status).toBe('succeeded');
    expect(task.gates).toMatchObject([
      { kpi_name: 'index_freshness', state: 'pass', source: 'measured' },
    ]);
    const { receipts } = await engine.pas.listReceipts({ run_id: 'indexing' });
    expect(receipts.filter((receipt) => receipt.task_id === taskId)).toHaveLength(1);
    const row = await engine.untilRun('indexing', 'completed', 'needs_review');
    expect([row.status, row.reason]).toEqual(['completed', 'Every gate that was measured holds.']);
  });

  test('a query of an agent is a task, too, and its answer stands in the log of the attempt', async () => {
    const { engine, repo } = await startIndexed();
    const run = { project_id: 1, run_id: 'asking' };
    await engine.pas.startRun(run);
    const query = { kind: 'who_calls' as const, symbol: 'helper' };
    const { task_id: taskId } = await engine.pas.submitJobcard({
      ...run,
      lane: 'Vector-Ops',
      payload: { operation: 'query', repo, query },
    });
    await engine.untilTask(taskId, 'succeeded', 'failed');
    const { gates } = await engine.pas.getTask({ task_id: taskId });
    expect(gates[0]?.evidence?.output_tail).toContain('one.py:4 one.first');
    expect(gates[0]?.evidence?.output_tail).toContain('two.py:4 two.second');
  });
});

describe('conflict-aware admission', () => {
  test('two tasks whose impact sets meet do not run together, though they write different files; a third one may', async () => {
    const { engine, repo } = await startIndexed();
    const run = { project_id: 1, run_id: 'apart' };
    await engine.pas.startRun(run);
    const writing = (path: string, more: object = {}) =>
      engine.pas.submitJobcard({
        ...run,
        lane: 'Code-Impl',
        payload: {
          command: ['node', 'hold.js'],
          repo,
          paths: [path],
          ...more,
        },
      });
    const first = await writing('shared.py');
    await engine.untilTask(first.task_id, 'running');
    const second = await writing('one.py');
    const third = await writing('alone.py');
    const fourth = await writing('two.py', { may_overlap: true });
    await engine.untilTask(third.task_id, 'running');
    await engine.untilTask(fourth.task_id, 'running');
    const waiting = await engine.pas.getTask({ task_id: second.task_id });
    expect(waiting.status).toBe('queued');
    expect(waiting.waits).toMatchObject({
      kind: 'conflict',
      text: expect.stringContaining('one.py'),
    });
    // Only the end of the first lets the second start.
    const held = must(engine.engine.spine.live.get(first.task_id), 'the first still runs');
    await expect.poll(() => held.process).not.toBeNull();
    process.kill(must(held.process, 'as above').pid, 'SIGKILL');
    await engine.untilTask(second.task_id, 'running');
    expect((await engine.pas.getTask({ task_id: first.task_id })).status).toBe('failed');
  });

  test('a plan shows it: tasks that name files in reach of each other stand in different waves', async () => {
    const { engine, repo } = await startIndexed();
    const { project_id: id } = await engine.plms.createProject({ name: 'p', repo });
    const goal = '- Rename the helper in shared.py\n- Speed up one.py\n- Tidy alone.py';
    const { plan } = await engine.plms.generatePrd({ project_id: id, goal });
    const named = new Map(plan.tasks.map((task) => [task.key, task.payload['paths']]));
    const waveOf = (path: string) =>
      plan.waves.findIndex((keys) => keys.some((key) => String(named.get(key)) === path));
    expect(waveOf('shared.py')).toBeGreaterThanOrEqual(0);
    expect(waveOf('one.py')).toBeGreaterThan(waveOf('shared.py'));
    expect(waveOf('alone.py')).toBe(waveOf('shared.py'));
    expect(plan.conflicts).toMatchObject([{ file: 'one.py' }]);
  });
});
