import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { must } from '#shared/assert.ts';
import type { BreachPolicy } from '#shared/breach-policy.ts';
import { spawnServe } from '../testing/spawn-serve.ts';
import { makeDataDir, type TestEngine } from '../testing/start-test-engine.ts';
import { useEngines } from '../testing/use-engines.ts';

const { start } = useEngines();

const MINUTE_MS = 60_000;
const run = { project_id: 1, run_id: 'r' };
/** Runs until its receipt comes. */
const card = { ...run, lane: 'Code-Impl', kind: 'external', budget_usd: 0 };
const receipt = {
  run_id: 'r',
  lane: 'Code-Impl',
  provider: 'p',
  time_ms: 1,
  cost_usd: 0,
  status: 'ok',
};

type Pas = Pick<TestEngine['pas'], 'submitJobcard' | 'startRun'>;

/** A run of outside tasks under a cap of time. */
async function timedRun(pas: Pas, minutes: number, policy: BreachPolicy = 'pause') {
  const { task_id } = await pas.submitJobcard(card);
  const { task_id: other } = await pas.submitJobcard(card);
  const caps = { budget_caps: { duration_minutes: minutes }, breach_policy: policy };
  await pas.startRun({ ...run, ...caps });
  return { task_id, other };
}

const end = ({ pas }: TestEngine, task_id: string) => pas.storeReceipt({ ...receipt, task_id });

async function asked({ pas }: TestEngine) {
  return must((await pas.runStatus(run)).budget_question, 'it asks');
}

describe('“budget_duration_minutes … caps, honoured”: a timer ends the time of a run, by its policy', () => {
  // Sixty milliseconds: the end is awaited as an event, however long the machine takes.
  const SOON = 0.001;

  test('BUDGET-21 `pause` pauses and asks; yes with another time lets it go on', async () => {
    const engine = await start();
    await timedRun(engine.pas, SOON);
    await engine.untilRun('r', 'paused');
    const { approval_id, question, ...proposed } = await asked(engine);
    expect(question).toMatch(
      /^The run has used its whole time: .* of 60 ms, with 2 tasks left\. Give it .* in all, or stop here\?$/,
    );
    expect(proposed.proposed_budget_usd).toBeNull();
    expect(proposed.proposed_duration_minutes).toBeGreaterThanOrEqual(SOON * 1.5);
    const yes = { approval_id, decision: 'approve' as const };
    await expect(engine.pas.decideApproval({ ...yes, budget_usd: 1 })).rejects.toThrow(
      'budget_usd is about money; this asks for time',
    );
    await engine.pas.decideApproval({ ...yes, budget_duration_minutes: 60 });
    expect(await engine.pas.runStatus(run)).toMatchObject({
      status: 'executing',
      budget_duration_minutes: 60,
      budget_question: null,
      budget_overridden: { from_usd: null, from_minutes: SOON, to_minutes: 60 },
    });
  });

  test('BUDGET-21 `ask` asks once, and what is queued goes on', async () => {
    const engine = await start();
    await timedRun(engine.pas, SOON, 'ask');
    await engine.until(({ type }) => type === 'approval.raised', 'a question');
    const { task_id } = await engine.pas.submitJobcard(card);
    await engine.untilTask(task_id, 'running');
    expect((await engine.pas.runStatus(run)).status).toBe('executing');
    expect((await engine.pas.listApprovals({})).approvals).toHaveLength(1);
  });

  test('BUDGET-21 `kill` ends the run and asks nobody', async () => {
    const engine = await start();
    await timedRun(engine.pas, SOON, 'kill');
    const { reason } = await engine.untilRun('r', 'terminated');
    expect(reason).toMatch(/its budget is breached\. The run has used its whole time: .* of 60 ms/);
    expect((await engine.pas.listApprovals({})).approvals).toEqual([]);
  });

  test('BUDGET-22 a card that comes after the end of the time is not started', async () => {
    const engine = await start();
    const caps = { duration_minutes: SOON };
    await engine.pas.startRun({ ...run, budget_caps: caps });
    await vi.waitUntil(async () => (await engine.pas.runStatus(run)).worked_minutes > SOON);
    const { task_id } = await engine.pas.submitJobcard(card);
    await engine.untilRun('r', 'paused');
    const { tasks } = await engine.pas.runStatus(run);
    expect(tasks).toMatchObject([{ task_id, status: 'queued', attempt: 0 }]);
  });
});

describe('by a clock that the test moves', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['Date'] }));
  afterEach(() => vi.useRealTimers());
  const pass = (minutes: number) => vi.setSystemTime(Date.now() + minutes * MINUTE_MS);

  test('BUDGET-20 a pause uses no time', async () => {
    const engine = await start();
    const { task_id } = await timedRun(engine.pas, 30);
    pass(20);
    await engine.pas.pauseRun({ run_id: 'r' });
    pass(1000);
    expect(await engine.pas.runStatus(run)).toMatchObject({ worked_minutes: 20, time_up_at: null });
    await engine.pas.resumeRun({ run_id: 'r' });
    pass(9);
    await end(engine, task_id);
    await engine.untilTask(task_id, 'succeeded');
    expect(await engine.pas.runStatus(run)).toMatchObject({
      status: 'executing',
      budget_duration_minutes: 30,
      worked_minutes: 29,
      time_up_at: new Date(Date.now() + MINUTE_MS).toISOString(),
      budget_overridden: null,
    });
  });

  test('BUDGET-20 waiting for a person uses none, from the question until the answer', async () => {
    const engine = await start();
    const { pas, engine: inner } = engine;
    const { runs } = inner.spine.store.read;
    // Vitest's own waiting would move the clock.
    const until = async (works: boolean) => {
      while ((runs.get('r')?.working_since !== null) !== works) await setImmediate();
    };
    await pas.startRun({ ...run, budget_caps: { duration_minutes: 30 } });
    await pas.submitJobcard({ ...run, lane: 'Code-Impl', payload: { command: ['true', 'x'] } });
    await until(false);
    pass(100);
    const { task_id } = await pas.submitJobcard(card);
    await engine.untilTask(task_id, 'running');
    await until(true);
    pass(7);
    expect(await pas.runStatus(run)).toMatchObject({ status: 'executing', worked_minutes: 7 });
    await pas.terminateRun({ run_id: 'r' });
    pass(7);
    expect(await pas.runStatus(run)).toMatchObject({ worked_minutes: 7, time_up_at: null });
  });

  test('BUDGET-23 no pauses; a resume then lets it go on over its time, and says who let it', async () => {
    const engine = await start();
    const { pas } = engine;
    const { task_id, other } = await timedRun(pas, 30);
    await pas.submitJobcard(card);
    pass(31);
    await end(engine, task_id);
    await engine.untilRun('r', 'paused');
    const { approval_id, question } = await asked(engine);
    expect(question).toContain('31 min 00 s of 30 min 00 s, with 2 tasks left.');
    await pas.decideApproval({ approval_id, decision: 'reject' });
    expect((await pas.runStatus(run)).status).toBe('paused');
    await pas.resumeRun({ run_id: 'r', reason: 'nearly done' });
    await end(engine, other);
    await engine.untilTask(other, 'succeeded');
    await engine.engine.spine.store.commit.idle();
    expect(await pas.runStatus(run)).toMatchObject({
      status: 'executing',
      budget_question: null,
      budget_overridden: {
        from_usd: null,
        from_minutes: 30,
        to_minutes: 30,
        reason: 'nearly done',
      },
    });
    // A new cap is asked about again.
    await pas.setRunBudget({ run_id: 'r', budget_caps: { duration_minutes: 20 } });
    await engine.untilRun('r', 'paused');
  });
});

test('BUDGET-22 kill -9 in the middle: the next engine counts from the ledger', async () => {
  const dataDir = makeDataDir();
  try {
    const first = await spawnServe(dataDir);
    await timedRun(first.pas, 30);
    await first.kill();
    letPass(dataDir, 10);

    const second = await spawnServe(dataDir);
    const middle = await second.pas.runStatus(run);
    expect(middle).toMatchObject({ status: 'executing', budget_duration_minutes: 30 });
    expect(middle.worked_minutes).toBeGreaterThanOrEqual(10);
    expect(middle.time_up_at).not.toBeNull();
    await second.kill();
    letPass(dataDir, 20);

    const third = await spawnServe(dataDir);
    const over = new AbortController();
    for await (const { type } of third.pas.events({ after: 0 }, over.signal))
      if (type === 'run.paused') break;
    over.abort();
    expect((await third.pas.runStatus(run)).budget_question).toMatchObject({
      question: expect.stringContaining('of 30 min 00 s'),
    });
    expect(await third.stop()).toBe(0);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
});

/** What a ledger looks like that was left alone for so long. */
function letPass(dataDir: string, minutes: number): void {
  const ledger = new Database(join(dataDir, 'ledger.db'));
  ledger.prepare('UPDATE runs SET working_since = working_since - ?').run(minutes * MINUTE_MS);
  ledger.close();
}
