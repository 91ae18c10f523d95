import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { seededRng } from '#core/estimate/seeded-rng.ts';
import { isTerminalTask } from '#core/lifecycle/task-transitions.ts';
import { auditLedger } from '../testing/audit-ledger.ts';
import {
  receiptFor,
  send,
  writeUntilGone,
  type Diary,
  type Sent,
} from '../testing/crash-client.ts';
import { processesOf } from '../testing/processes-of.ts';
import { spawnServe, type Served } from '../testing/spawn-serve.ts';
import { makeDataDir, startTestEngine } from '../testing/start-test-engine.ts';

// `npm run torture -- crashes` runs 10,000.
const CYCLES = Number(process.env['SLIPWAY_R1_CYCLES'] ?? 50);
// Repeats the draws of a run; what they meet depends on the machine's timing, so a failure may need
// several tries.
const SEED = Number(process.env['SLIPWAY_R1_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
// Two folders at a time keep both cores busy.
const FOLDERS = 2;
const CLIENTS = 4;
const MOST_WRITES = 25;

interface World {
  dataDir: string;
  name: string;
  random: () => number;
  diary: Diary;
}

/**
 * One life of an engine: it starts, is written to, and is killed at a random moment, perhaps before
 * it serves.
 */
async function liveAndDie(world: World, cycle: number): Promise<void> {
  const { random, diary } = world;
  const diesYoung = cycle > 0 && random() < 0.2;
  const killed: Promise<void>[] = [];
  const kill = (child: { kill(signal: 'SIGKILL'): boolean }, afterMs: number): void =>
    void killed.push(wait(afterMs).then(() => void child.kill('SIGKILL')));
  const served = await spawnServe(world.dataDir, {
    args: ['--synthetic', '--time-scale', '300', '--seed', '1'],
    onSpawn: (child) => diesYoung && kill(child, random() * 1500),
  }).catch(() => null);
  if (served !== null) {
    if (!diesYoung) kill(served.process, 20 + random() * 300);
    const isKnown = diary.sent.slice(-2 * MOST_WRITES);
    await Promise.all([
      repeatWrites(served, diary, isKnown),
      ...Array.from({ length: CLIENTS }, (_, client) =>
        writeUntilGone(served.pas, diary, {
          name: `${world.name}-${cycle}-${client}`,
          projectId: 1 + client,
          most: MOST_WRITES,
          random,
        }),
      ),
    ]);
  }
  await Promise.all(killed);
  await served?.kill();
}

/**
 * What was sent before the crash is sent again: the same answer, or the first one when none had
 * come.
 */
async function repeatWrites(served: Served, diary: Diary, sent: readonly Sent[]): Promise<void> {
  await Promise.all(sent.map((each) => send(served.pas, diary, each)));
}

/** Acknowledged writes whose effect is not in the ledger. */
function lostWrites(file: string, sent: readonly Sent[]): Sent[] {
  const db = new Database(file, { readonly: true });
  const has = (sql: string, ...values: unknown[]): boolean =>
    db.prepare(sql).get(...values) !== undefined;
  const lost = sent.filter(({ name, answer, input, isFresh, isLate }) => {
    if (isLate === true) {
      const filled = 'SELECT 1 FROM receipts WHERE filled_at > 0 AND provider = ? AND task_id = ?';
      return !has(filled, 'outside', input['task_id']);
    }
    if (answer === null) return false;
    if (name === 'submitJobcard')
      return !has('SELECT 1 FROM tasks WHERE task_id = ?', answer['task_id']);
    if (name === 'startRun')
      return !has('SELECT 1 FROM runs WHERE started_at > 0 AND run_id = ?', input['run_id']);
    if (name === 'storeKpi') return !has('SELECT 1 FROM kpis WHERE task_id = ?', input['task_id']);
    if (name !== 'storeReceipt') return false;
    // The answer to a receipt for a task that was skipped meanwhile is that there is one already.
    const provider = isFresh === true ? 'outside' : '%';
    const receipt = 'SELECT 1 FROM receipts WHERE provider LIKE ? AND task_id = ?';
    return !has(receipt, provider, input['task_id']);
  });
  db.close();
  return lost;
}

async function crashOften(world: World, cycles: number): Promise<void> {
  const file = join(world.dataDir, 'ledger.db');
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    await liveAndDie(world, cycle);
    const context = `seed ${SEED}, cycle ${cycle} of ${world.name}`;
    const isLast = cycle === cycles - 1;
    expect(auditLedger(file), context).toEqual([]);
    const recent = isLast ? world.diary.sent : world.diary.sent.slice(-4 * MOST_WRITES);
    expect(lostWrites(file, recent), context).toEqual([]);
    expect(world.diary.surprises, context).toEqual([]);
  }
}

/**
 * After the last crash everything that was begun comes to its end by itself; outside work by its
 * reports.
 */
async function finishAll(world: World): Promise<void> {
  const engine = await startTestEngine({ dataDir: world.dataDir, timeScale: 1e9 });
  const { diary } = world;
  const { read } = engine.engine.spine.store;
  await Promise.all(diary.sent.map((each) => send(engine.pas, diary, each)));
  expect(diary.surprises).toEqual([]);
  expect(
    diary.sent.filter(({ answer, refused, isLate }) => answer === null && !refused && !isLate),
  ).toEqual([]);
  const receipts = diary.outside.flatMap((task, n) => {
    const row = read.tasks.get(task.taskId);
    if (row === undefined || isTerminalTask(row.status)) return [];
    return [receiptFor(task, n, row.status === 'queued' ? row.attempt + 1 : row.attempt)];
  });
  await Promise.all(receipts.map((each) => send(engine.pas, diary, each)));
  const started = diary.sent.filter(({ name }) => name === 'startRun');
  for (const { input } of started) {
    await engine.untilRun(String(input['run_id']), 'completed', 'needs_review', 'failed');
  }
  expect(engine.errors).toEqual([]);
  await engine.stop();
  const file = join(world.dataDir, 'ledger.db');
  expect(auditLedger(file)).toEqual([]);
  expect(lostWrites(file, [...diary.sent, ...receipts])).toEqual([]);
  expectOneEffectEach(file, diary);
}

function expectOneEffectEach(file: string, diary: Diary): void {
  const db = new Database(file, { readonly: true });
  const cards = diary.sent.filter(({ name, refused }) => name === 'submitJobcard' && !refused);
  expect(db.prepare('SELECT count(*) FROM tasks').pluck().get()).toBe(cards.length);
  expect(new Set(cards.map(({ answer }) => answer?.['task_id'])).size).toBe(cards.length);
  const kpis = diary.sent.filter(({ name }) => name === 'storeKpi');
  expect(db.prepare("SELECT count(*) FROM kpis WHERE source = 'reported'").pluck().get()).toBe(
    kpis.length,
  );
  db.close();
}

test(
  `R1 ${CYCLES} kill -9 under load: nothing acknowledged is lost, nothing is done twice, everything goes on`,
  { timeout: 300_000 + CYCLES * 60_000 },
  async () => {
    const worlds = Array.from({ length: FOLDERS }, (_, index): World => {
      const rng = seededRng(SEED + index);
      return {
        dataDir: makeDataDir(),
        name: `w${index}`,
        random: () => rng.next(),
        diary: { sent: [], outside: [], surprises: [] },
      };
    });
    await Promise.all(
      worlds.map(async (world) => {
        await crashOften(world, Math.ceil(CYCLES / FOLDERS));
        await finishAll(world);
        expect(processesOf(world.dataDir)).toEqual([]);
        rmSync(world.dataDir, { recursive: true });
      }),
    );
  },
);
