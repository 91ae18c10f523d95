import { rmSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { must } from '#shared/assert.ts';
import { spawnServe, type Served } from '../testing/spawn-serve.ts';
import { makeDataDir, type TestEngine } from '../testing/start-test-engine.ts';
import { useEngines } from '../testing/use-engines.ts';

const { start } = useEngines();

const run = { project_id: 1, run_id: 'r' };
const card = { ...run, lane: 'Code-Impl', kind: 'external', budget_usd: 0.1 };
const receipt = { run_id: 'r', lane: 'Code-Impl', provider: 'p', time_ms: 1, status: 'ok' };

type Pas = Pick<TestEngine['pas'], 'submitJobcard' | 'startRun' | 'storeReceipt'>;

/** A run of three outside tasks with a cap of $1, one of which cost $0.60: it asks for $1.80. */
async function askingRun(pas: Pas): Promise<void> {
  await pas.startRun({ ...run, budget_caps: { budget_usd: 1 } });
  const { task_id } = await pas.submitJobcard(card);
  for (let n = 0; n < 2; n += 1) await pas.submitJobcard(card);
  await pas.storeReceipt({ ...receipt, task_id, cost_usd: 0.6 });
}

const raised = (engine: TestEngine) =>
  engine.until((event) => event.type === 'approval.raised', 'a question is raised');

async function untilEvent(served: Served, type: string): Promise<void> {
  const over = new AbortController();
  for await (const event of served.pas.events({ after: 0 }, over.signal))
    if (event.type === type) break;
  over.abort();
}

describe('“a run that waits for a budget answer shows the question wherever the run is shown; resume cannot lose it”', () => {
  test('BUDGET-15 a resume lets it go on beside its question, and a no pauses it then', async () => {
    const engine = await start();
    const { pas } = engine;
    await askingRun(pas);
    await engine.untilRun('r', 'paused');
    const asked = must((await pas.runStatus(run)).budget_question, 'it asks');
    expect(asked).toMatchObject({ question: expect.stringContaining('$1.80') });
    await pas.resumeRun({ run_id: 'r', reason: 'nearly done' });
    const resumed = await pas.runStatus(run);
    expect(resumed).toMatchObject({ status: 'executing', budget_question: asked });
    const { runs } = await pas.listRuns({});
    expect(runs).toMatchObject([{ run_id: 'r', budget_question: asked }]);
    const { approval_id } = asked;
    await pas.decideApproval({ approval_id, decision: 'reject' });
    expect(await pas.runStatus(run)).toMatchObject({ status: 'paused', budget_question: null });
  });

  test('a question about a command is not lost by it, either', async () => {
    const engine = await start();
    const { pas } = engine;
    await pas.startRun(run);
    await pas.submitJobcard({ ...run, lane: 'Code-Impl', payload: { command: ['true', 'x'] } });
    await raised(engine);
    await pas.pauseRun({ run_id: 'r' });
    await pas.resumeRun({ run_id: 'r' });
    const { approvals } = await pas.listApprovals({ status: 'pending' });
    expect(approvals).toMatchObject([{ kind: 'command', project_name: 'Project 1' }]);
    await pas.terminateRun({ run_id: 'r' });
  });

  test('nor by kill -9: asked → kill -9 → resumed → kill -9 → still asked, and answered', async () => {
    const dataDir = makeDataDir();
    try {
      const first = await spawnServe(dataDir);
      await askingRun(first.pas);
      await untilEvent(first, 'run.paused');
      await first.kill();

      const again = await spawnServe(dataDir);
      const paused = await again.pas.runStatus(run);
      const asked = must(paused.budget_question, 'it still asks');
      expect(paused.status).toBe('paused');
      const waiting = paused.tasks.filter(({ status }) => status === 'queued');
      for (const { waits } of waiting) expect(waits).toMatchObject({ kind: 'approval' });
      expect(waiting.length).toBeGreaterThan(0);
      await again.pas.resumeRun({ run_id: 'r' });
      await again.kill();

      const third = await spawnServe(dataDir);
      expect((await third.pas.runStatus(run)).budget_question).toEqual(asked);
      const { approval_id } = asked;
      await third.pas.decideApproval({ approval_id, decision: 'approve', budget_usd: 3 });
      expect(await third.pas.runStatus(run)).toMatchObject({
        status: 'executing',
        budget_usd: 3,
        budget_question: null,
      });
      expect(await third.stop()).toBe(0);
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  });

  test('BUDGET-17 a run of which nothing fits asks instead of waiting without a word', async () => {
    const engine = await start();
    const { pas } = engine;
    await pas.startRun({ ...run, budget_caps: { budget_usd: 0.25 } });
    const { task_id } = await pas.submitJobcard({ ...card, budget_usd: 0.4 });
    await raised(engine);
    const asking = await pas.runStatus(run);
    expect(asking).toMatchObject({ status: 'executing', tasks: [{ waits: { kind: 'budget' } }] });
    const asked = must(asking.budget_question, 'it asks');
    expect(asked.question).toBe(
      'Nothing of the run can start under its cap: $0.00 of $0.25 is spent, and the next task reserves $0.40. Raise the cap, or stop here?',
    );
    const { approval_id } = asked;
    await pas.decideApproval({ approval_id, decision: 'approve' });
    await engine.untilTask(task_id, 'running');
    expect(await pas.runStatus(run)).toMatchObject({ budget_usd: 0.4, budget_question: null });
  });

  test('BUDGET-17 under `kill` it is terminated', async () => {
    const engine = await start();
    const caps = { budget_caps: { budget_usd: 0.25 }, breach_policy: 'kill' as const };
    await engine.pas.startRun({ ...run, ...caps });
    await engine.pas.submitJobcard({ ...card, budget_usd: 0.4 });
    await engine.untilRun('r', 'terminated');
    expect((await engine.pas.listApprovals({})).approvals).toEqual([]);
  });
});

describe('BUDGET-18 “an overridden run is marked so everywhere”: its budget', () => {
  test('a resume over its projection and a raise each leave who, why, from what to what', async () => {
    const engine = await start();
    const { pas } = engine;
    await askingRun(pas);
    await engine.untilRun('r', 'paused');
    expect((await pas.runStatus(run)).budget_overridden).toBeNull();
    await pas.resumeRun({ run_id: 'r', reason: 'nearly done' });
    const word = { actor: 'local', reason: 'nearly done', from_usd: 1, to_usd: 1 };
    expect((await pas.runStatus(run)).budget_overridden).toMatchObject(word);
    await pas.setRunBudget({ run_id: 'r', budget_caps: { budget_usd: 4 } });
    const raise = { actor: 'local', reason: null, from_usd: 1, to_usd: 4 };
    expect((await pas.runStatus(run)).budget_overridden).toMatchObject(raise);
    // Less than before overrides nothing.
    await pas.setRunBudget({ run_id: 'r', budget_caps: { budget_usd: 2 } });
    expect((await pas.listRuns({})).runs).toMatchObject([{ budget_overridden: raise }]);
    expect((await pas.runOutcome(run)).budget_overridden).toMatchObject(raise);
  });

  test('a resume without a question overrides nothing', async () => {
    const { pas } = await start();
    await pas.startRun(run);
    await pas.submitJobcard(card);
    await pas.pauseRun({ run_id: 'r' });
    await pas.resumeRun({ run_id: 'r' });
    expect((await pas.runStatus(run)).budget_overridden).toBeNull();
  });
});
