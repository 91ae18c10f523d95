import { join } from 'node:path';
import Database from 'better-sqlite3';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CallContext } from '#shared/contract/contract.ts';
import { startTestEngine, type TestEngine } from '../testing/start-test-engine.ts';
import { useEngines } from '../testing/use-engines.ts';
import { auditLedger } from '../testing/audit-ledger.ts';
import { KEY_LIFETIME_MS } from './idempotency.ts';

const { start } = useEngines();

const COPIES = fc.integer({ min: 1, max: 5 });
const LANE = 'Code-Impl';

let runs = 0;

/** A run of its own with one outside task that runs. */
async function freshRun(engine: TestEngine): Promise<{ runId: string; taskId: string }> {
  runs += 1;
  const runId = `run-${runs}`;
  const { task_id: taskId } = await engine.pas.submitJobcard({
    project_id: 1,
    run_id: runId,
    lane: LANE,
    kind: 'external',
  });
  return { runId, taskId };
}

type At = Awaited<ReturnType<typeof freshRun>>;

/** Each write of PAS: what it sends, and the events that one effect of it leaves. */
const WRITES: Record<
  string,
  { input: (at: At) => Record<string, unknown>; effect: string; isStarted?: true; isPaused?: true }
> = {
  submitJobcard: {
    input: ({ runId }) => ({ project_id: 1, run_id: runId, lane: LANE }),
    effect: 'task.queued',
  },
  startRun: {
    input: ({ runId }) => ({ project_id: 1, run_id: runId }),
    effect: 'run.executing',
  },
  pauseRun: { input: ({ runId }) => ({ run_id: runId }), effect: 'run.paused', isStarted: true },
  resumeRun: {
    input: ({ runId }) => ({ run_id: runId }),
    effect: 'run.executing',
    isStarted: true,
    isPaused: true,
  },
  terminateRun: {
    input: ({ runId }) => ({ run_id: runId }),
    effect: 'run.terminated',
    isStarted: true,
  },
  setRunBudget: {
    input: ({ runId }) => ({ run_id: runId, budget_caps: { budget_usd: 3 } }),
    effect: 'budget.changed',
    isStarted: true,
  },
  storeReceipt: {
    input: ({ runId, taskId }) => ({
      run_id: runId,
      task_id: taskId,
      lane: LANE,
      provider: 'p',
      time_ms: 1,
      cost_usd: 0.5,
      status: 'succeeded',
    }),
    effect: 'task.succeeded',
    isStarted: true,
  },
  storeKpi: {
    input: ({ runId, taskId }) => ({
      run_id: runId,
      task_id: taskId,
      kpi_name: 'k',
      value: 1,
      pass: true,
      threshold: 0.5,
    }),
    effect: 'kpi.recorded',
    isStarted: true,
  },
};

function countOf(engine: TestEngine, type: string, runId: string): number {
  return engine.engine.spine.store.reader
    .prepare('SELECT count(*) FROM events WHERE type = ? AND run_id = ?')
    .pluck()
    .get(type, runId) as number;
}

describe('R7 a write sent 1 to 5 times at once with its key', () => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await startTestEngine({ settleMs: 3_600_000 });
  });
  afterAll(async () => {
    await engine.stop();
    const faults = auditLedger(join(engine.dataDir, 'ledger.db'));
    await engine.dispose();
    if (faults.length > 0) throw new Error(JSON.stringify(faults));
  });

  test.for(Object.keys(WRITES))('%s has one effect', async (name) => {
    const write = WRITES[name];
    const call = engine.pas[name as 'startRun'] as unknown as (
      input: Record<string, unknown>,
      options: { idempotencyKey: string },
    ) => Promise<Record<string, unknown>>;
    const property = fc.asyncProperty(COPIES, COPIES, async (atOnce, later) => {
      const at = await freshRun(engine);
      const of = { project_id: 1, run_id: at.runId };
      if (write?.isStarted) await engine.pas.startRun(of);
      if (write?.isPaused) await engine.pas.pauseRun(of);
      const before = countOf(engine, write?.effect ?? '', at.runId);
      const send = (): Promise<Record<string, unknown>> =>
        call(write?.input(at) ?? {}, { idempotencyKey: `key-of-${at.runId}` });
      const first = await Promise.all(Array.from({ length: atOnce }, send));
      const again = await Promise.all(Array.from({ length: later }, send));
      expect(countOf(engine, write?.effect ?? '', at.runId) - before).toBe(1);
      const isSet = { idempotent_replay: true };
      const answers = [...first, ...again].map((answer) => ({ ...answer, ...isSet }));
      for (const answer of answers) expect(answer).toEqual(answers[0]);
      const replays = [...first, ...again].map((answer) => answer['idempotent_replay'] === true);
      expect(replays.filter((isReplay) => !isReplay)).toHaveLength(1);
    });
    await fc.assert(property, { numRuns: 15 });
    expect(engine.errors).toEqual([]);
  });
});

describe('a key', () => {
  test('answers the first response to another body and says that it differs', async () => {
    const engine = await start();
    const { submitJobcard } = engine.engine.handlers.pas;
    const card = {
      project_id: 1,
      run_id: 'r',
      lane: LANE,
      priority: 0.5,
      deps: [],
      payload: {},
      budget_usd: 1,
      ci_width_hint: 0.3,
    };
    const send = async (priority: number) => {
      const call: CallContext = {
        actor: 'local',
        requester: 'local_user',
        idempotencyKey: 'one-key-here',
      };
      const answer = await submitJobcard({ ...card, priority }, call);
      return { answer, replay: call.replay };
    };
    const [first, same, other] = [await send(0.5), await send(0.5), await send(0.9)];
    expect([first.replay, same.replay, other.replay]).toEqual([
      undefined,
      'same',
      'payload_mismatch',
    ]);
    expect(other.answer.task_id).toBe(first.answer.task_id);
    expect(engine.engine.spine.store.read.tasks.countAll()).toBe(1);
  });

  test('belongs to one operation, survives a restart, and is kept at least 7 days', async () => {
    const before = await start();
    const options = { idempotencyKey: 'shared-by-two' };
    const of = { project_id: 1, run_id: 'r' };
    const { task_id: taskId } = await before.pas.submitJobcard({ ...of, lane: LANE }, options);
    expect(await before.pas.startRun(of, options)).toMatchObject({ status: 'executing' });
    await before.stop();
    const after = await start({ dataDir: before.dataDir });
    expect(await after.pas.submitJobcard({ ...of, lane: LANE }, options)).toEqual({
      task_id: taskId,
      idempotent_replay: true,
    });
    expect(KEY_LIFETIME_MS).toBeGreaterThanOrEqual(7 * 86_400_000);
    const { commit, read } = after.engine.spine.store;
    const find = (): unknown => read.idempotency.find('submitJobcard', 'shared-by-two');
    const day8 = Date.now() + 8 * 86_400_000;
    await commit.write((tx) => tx.idempotency.prune(day8));
    expect(find()).toBeDefined();
    await commit.write((tx) => tx.idempotency.prune(Date.now() + KEY_LIFETIME_MS + 60_000));
    expect(find()).toBeUndefined();
  });

  test('that is known is answered by reading alone, while another program holds the ledger', async () => {
    const engine = await start();
    const options = { idempotencyKey: 'known' };
    const of = { project_id: 1, run_id: 'r' };
    await engine.pas.startRun(of, options);
    const { store } = engine.engine.spine;
    expect(Object.keys(store)).not.toContain('tx');
    const rival = new Database(store.file);
    rival.exec('BEGIN IMMEDIATE');
    const again = await engine.pas.startRun(of, options);
    rival.exec('ROLLBACK');
    rival.close();
    expect(again).toEqual({ status: 'executing', run_id: 'r', idempotent_replay: true });
  });

  test('of a write that was refused is free for a better one', async () => {
    const engine = await start();
    const options = { idempotencyKey: 'first-refused' };
    const card = { project_id: 1, run_id: 'r', lane: LANE };
    await expect(
      engine.pas.submitJobcard({ ...card, deps: ['ghost'] }, options),
    ).rejects.toMatchObject({ code: 'unknown_dependency' });
    const answer = await engine.pas.submitJobcard(card, options);
    expect(answer).toEqual({ task_id: expect.any(String) });
  });
});
