import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openStore } from '../db/store.ts';
import type { TestEngine } from '../testing/start-test-engine.ts';
import { useEngines } from '../testing/use-engines.ts';
import { settle } from './settle-run.ts';

const { start, repoOf } = useEngines();

const run = { project_id: 1, run_id: 'r' };
const card = { ...run, lane: 'Code-Impl' };
const HOUR_MS = 3_600_000;

/** One task done, and the run not yet settled. */
async function doOne(engine: TestEngine, more: object = {}): Promise<void> {
  await engine.pas.startRun(run);
  const { task_id: taskId } = await engine.pas.submitJobcard({ ...card, ...more });
  await engine.untilTask(taskId, 'succeeded', 'failed');
}

function countOf(engine: TestEngine, type: string): number {
  return engine.engine.spine.store.reader
    .prepare('SELECT count(*) FROM events WHERE type = ?')
    .pluck()
    .get(type) as number;
}

describe('settling', () => {
  test('a run that was being validated when the engine ended is settled by the next one', async () => {
    const before = await start({ settleMs: HOUR_MS });
    await doOne(before);
    await before.stop();
    const store = openStore(join(before.dataDir, 'ledger.db'), {
      announce: () => {},
      mirrorError: () => {},
      clock: { nowMs: () => 1 },
    });
    await store.commit.write((tx) => {
      tx.runs.setState('r', 'validating', null, { endedAt: null, nowMs: 1 });
      const data = { from: 'executing', reason: null };
      tx.events.append({ type: 'run.validating', runId: 'r', data }, 1);
    });
    store.close();
    const after = await start({ dataDir: before.dataDir });
    await after.untilRun('r', 'completed', 'needs_review');
    expect(after.errors).toEqual([]);
  });

  test('the window starts again with every card', async () => {
    const engine = await start({ settleMs: HOUR_MS });
    const { spine } = engine.engine;
    const windowOf = async () => {
      await expect.poll(() => spine.settling.armed('r') !== undefined).toBe(true);
      return spine.settling.armed('r');
    };
    await doOne(engine);
    const windows = new Set([await windowOf()]);
    for (let more = 0; more < 3; more += 1) {
      const { task_id: taskId } = await engine.pas.submitJobcard(card);
      await engine.untilTask(taskId, 'succeeded');
      expect(spine.store.read.runs.get('r')?.status).toBe('executing');
      windows.add(await windowOf());
    }
    expect(windows.size).toBe(4);
  });

  test('nothing is settled before its window has passed', async () => {
    const engine = await start({ settleMs: 400 });
    await doOne(engine);
    const settling = await engine.until((event) => event.type === 'run.validating', 'the settling');
    const row = await engine.untilRun('r', 'completed', 'needs_review');
    const passedMs = Date.parse(settling.ts) - (row.last_card_at ?? Number.NaN);
    expect(passedMs).toBeGreaterThanOrEqual(400);
  });

  test('cards that come while it is validated are done before it ends, or refused', async () => {
    const engine = await start({ settleMs: HOUR_MS });
    const { spine } = engine.engine;
    let accepted = 0;
    for (let round = 0; round < 25; round += 1) {
      const of = { project_id: 1, run_id: `r${round}` };
      await engine.pas.startRun(of);
      const first = await engine.pas.submitJobcard({ ...of, lane: 'Code-Impl' });
      await engine.untilTask(first.task_id, 'succeeded');
      const settled = settle(spine, of.run_id);
      for (let tick = 0; tick < round % 5; tick += 1) await new Promise(setImmediate);
      const late = await engine.pas.submitJobcard({ ...of, lane: 'Code-Impl' }).catch(() => null);
      await settled;
      if (late === null) continue;
      accepted += 1;
      await engine.untilTask(late.task_id, 'succeeded');
      await settle(spine, of.run_id);
      await engine.untilRun(of.run_id, 'completed', 'needs_review');
    }
    expect(accepted).toBeGreaterThan(0);
    expect(engine.errors).toEqual([]);
  });

  test('two calls at once settle it once', async () => {
    const engine = await start({ settleMs: HOUR_MS });
    await doOne(engine);
    const { spine } = engine.engine;
    await Promise.all([settle(spine, 'r'), settle(spine, 'r'), settle(spine, 'r')]);
    expect(countOf(engine, 'run.validating')).toBe(1);
    expect(countOf(engine, 'run.completed') + countOf(engine, 'run.needs_review')).toBe(1);
    expect(spine.settling.isUnderway('r')).toBe(false);
  });

  test('a run whose repository is gone goes to review and says so', async () => {
    const repo = repoOf({ 'ok.js': '', 'package.json': '{"scripts":{"test":"node ok.js"}}' });
    const engine = await start({ repo, settleMs: HOUR_MS });
    await doOne(engine, { payload: { command: ['node', 'ok.js'] } });
    await engine.stop();
    rmSync(repo, { recursive: true });
    const after = await start({ dataDir: engine.dataDir });
    const row = await after.untilRun('r', 'completed', 'needs_review', 'failed');
    expect(row).toMatchObject({ status: 'needs_review', verification: 'unverified' });
    expect(row.reason).toMatch(/could not be validated: .+/);
  });
});
