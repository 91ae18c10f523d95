import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_LANES } from '#shared/lanes.ts';
import { auditLedger } from '../testing/audit-ledger.ts';
import { useEngines } from '../testing/use-engines.ts';

const { start } = useEngines({ settleMs: 3_600_000 });

const LANES = DEFAULT_LANES.map((lane) => lane.name);

describe('dispatching', () => {
  test('no lane passes its cap, and every task ends once, whatever is submitted together', async () => {
    const engine = await start({ timeScale: 2000 });
    const { pas } = engine;
    const batch = fc.array(
      fc.record({ lane: fc.constantFrom(...LANES), project: fc.integer({ min: 1, max: 4 }) }),
      { minLength: 10, maxLength: 40 },
    );
    let round = 0;
    const property = fc.asyncProperty(batch, async (cards) => {
      round += 1;
      const runOf = (project: number): string => `r${round}-${project}`;
      const projects = [...new Set(cards.map(({ project }) => project))];
      const sent = cards.map(({ lane, project }) =>
        pas.submitJobcard({ project_id: project, run_id: runOf(project), lane }),
      );
      await Promise.all(
        projects.map((project) => pas.startRun({ project_id: project, run_id: runOf(project) })),
      );
      const tasks = await Promise.all(sent);
      for (const { task_id: taskId } of tasks) await engine.untilTask(taskId, 'succeeded');
    });
    await fc.assert(property, { numRuns: 5 });
    expect(auditLedger(join(engine.dataDir, 'ledger.db'))).toEqual([]);
    expect(engine.errors).toEqual([]);
  });

  test('a task is on disk as running before its worker has it', async () => {
    const engine = await start();
    const { spine } = engine.engine;
    const seen: unknown[] = [];
    const execute = spine.pools.execute.bind(spine.pools);
    spine.pools.execute = (job, onMessage) => {
      seen.push(
        spine.store.reader
          .prepare('SELECT status, epoch FROM tasks WHERE task_id = ?')
          .get(job.taskId),
      );
      return execute(job, onMessage);
    };
    const { task_id: taskId } = await engine.pas.submitJobcard({
      project_id: 1,
      run_id: 'r',
      lane: 'Code-Impl',
    });
    await engine.pas.startRun({ project_id: 1, run_id: 'r' });
    await engine.untilTask(taskId, 'succeeded');
    expect(seen).toEqual([{ status: 'running', epoch: 1 }]);
  });

  test('a receipt that comes between the pick and the lease ends the task, and its slot is free', async () => {
    const engine = await start();
    const { pas } = engine;
    const of = { project_id: 1, run_id: 'r', lane: 'Data-Schema' };
    await pas.startRun({ project_id: 1, run_id: 'r' });
    for (let round = 0; round < 20; round += 1) {
      const { task_id: taskId } = await pas.submitJobcard({ ...of, kind: 'external' });
      await pas.storeReceipt({
        ...of,
        task_id: taskId,
        provider: 'p',
        time_ms: 1,
        cost_usd: 0,
        status: round % 2 === 0 ? 'failed' : 'succeeded',
      });
    }
    const { task_id: last } = await pas.submitJobcard(of);
    await engine.untilTask(last, 'succeeded');
    const lanes = engine.engine.spine.scheduler.lanes();
    expect(lanes.filter((lane) => lane.running + lane.queued > 0)).toEqual([]);
    expect(engine.engine.spine.live.size).toBe(0);
    expect(engine.errors).toEqual([]);
  });

  test('an engine that only reads dispatches nothing and leaves its runs as they are', async () => {
    const first = await start({ dispatch: false });
    const of = { project_id: 1, run_id: 'r' };
    const { task_id: taskId } = await first.pas.submitJobcard({ ...of, lane: 'Code-Impl' });
    await first.pas.startRun(of);
    await first.stop();
    const second = await start({ dataDir: first.dataDir, dispatch: false });
    expect((await second.pas.getTask({ task_id: taskId })).status).toBe('queued');
    await second.stop();
    const third = await start({ dataDir: first.dataDir });
    await third.untilTask(taskId, 'succeeded');
  });
});
