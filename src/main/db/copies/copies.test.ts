import { readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findDamage } from '../../../workers/ledger/find-damage.ts';
import { damagePages } from '../../testing/damage-pages.ts';
import { fillLedger } from '../../testing/fill-ledger.ts';
import { makeDataDir } from '../../testing/start-test-engine.ts';
import { SCHEMA_VERSION } from '../migrate.ts';
import { openStore, type Store } from '../store.ts';
import { isCopyDue } from './is-copy-due.ts';
import { keepCopies } from './keep-copies.ts';
import { copiesFolder, listCopies } from './list-copies.ts';
import { repairLedger } from './repair-ledger.ts';
import { COPIES_KEPT } from './take-copy.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const check = async (file: string): Promise<string | null> => findDamage(file);

let dataDir: string;
let file: string;
let nowMs: number;
const clock = { nowMs: () => nowMs };
const open = (): Store => openStore(file, { clock, announce: () => {}, mirrorError: () => {} });

beforeEach(() => {
  dataDir = makeDataDir();
  file = join(dataDir, 'ledger.db');
  nowMs = 1_000_000;
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

/** A ledger with 200 tasks and an event, and a copy of it. */
async function filledAndCopied(): Promise<void> {
  const store = open();
  await fill(store, 200);
  await store.copy({ dataDir, nowMs, check });
  store.close();
}

async function fill(store: Store, count: number): Promise<void> {
  await store.commit.write((tx) => {
    fillLedger(
      tx,
      Array.from({ length: count }, (_, at) => `t${at}`),
    );
    tx.events.append({ type: 'run.created', projectId: 1, runId: 'r', data: {} }, nowMs);
  });
}

function tasksIn(database: string): number {
  const db = new Database(database, { readonly: true });
  const count = db.prepare('SELECT count(*) FROM tasks').pluck().get() as number;
  db.close();
  return count;
}

describe('automatic copies', () => {
  test('a copy is due a day after the last one, once something has happened', () => {
    const copy = { file: '', takenAtMs: 0 };
    expect(isCopyDue(undefined, DAY_MS, null)).toBe(false);
    expect(isCopyDue(undefined, DAY_MS, 1)).toBe(true);
    expect(isCopyDue(copy, DAY_MS - 1, 1)).toBe(false);
    expect(isCopyDue(copy, DAY_MS, 1)).toBe(true);
    expect(isCopyDue(copy, DAY_MS, 0)).toBe(false);
  });

  test('a copy has what was committed when it was taken, and the newest three are kept', async () => {
    const store = open();
    await fill(store, 50);
    const keeper = keepCopies(store, { dataDir, clock, check, log: pino({ level: 'silent' }) });
    for (let day = 1; day <= COPIES_KEPT + 2; day += 1) {
      nowMs = day * DAY_MS + 1_000_000;
      await store.commit.write((tx) =>
        tx.events.append({ type: 'run.created', projectId: 1, runId: 'r', data: {} }, nowMs),
      );
      await keeper.look();
      await keeper.look();
    }
    await keeper.stop();
    expect(listCopies(dataDir).map(({ takenAtMs }) => takenAtMs)).toEqual(
      [5, 4, 3].map((day) => day * DAY_MS + 1_000_000),
    );
    expect(readdirSync(copiesFolder(dataDir))).toHaveLength(COPIES_KEPT);
    for (const copy of listCopies(dataDir)) expect(tasksIn(copy.file)).toBe(50);
    expect(store.fault()).toBeNull();
    store.close();
  });

  test('a damaged ledger is said to be damaged and pushes no good copy out', async () => {
    await filledAndCopied();
    const store = open();
    const keeper = keepCopies(store, { dataDir, clock, check, log: pino({ level: 'silent' }) });
    nowMs += 2 * DAY_MS;
    await store.commit.write((tx) =>
      tx.events.append({ type: 'run.created', projectId: 1, runId: 'r', data: {} }, nowMs),
    );
    damagePages(file);
    await keeper.look();
    await keeper.stop();
    expect(store.fault()).toMatch(
      /could not be copied .* Stop Slipway and run `vp doctor --repair`/,
    );
    expect(listCopies(dataDir).map(({ takenAtMs }) => takenAtMs)).toEqual([1_000_000]);
    expect(readdirSync(copiesFolder(dataDir))).toHaveLength(1);
    store.close();
  });

  test('a ledger of an older version is copied before its tables are changed', async () => {
    await filledAndCopied();
    rmSync(copiesFolder(dataDir), { recursive: true });
    const old = new Database(file);
    old.pragma(`user_version = ${SCHEMA_VERSION - 1}`);
    old.close();
    // The last step cannot be done twice, so what follows fails: the copy is what is asked about.
    expect(open).toThrow(/ledger/);
    const [copy, ...more] = listCopies(dataDir);
    expect(more).toEqual([]);
    expect(tasksIn(copy?.file ?? '')).toBe(200);
  });
});

describe('vp doctor --repair', () => {
  const repair = () => repairLedger(dataDir, { nowMs, check });

  test('leaves a sound ledger as it is', async () => {
    await filledAndCopied();
    expect(await repair()).toEqual({ kind: 'nothing_to_do' });
  });

  test.each([
    ['damaged in its pages', () => damagePages(file)],
    ['cut in half', () => truncateSync(file, 64 * 1024)],
    ['overwritten', () => writeFileSync(file, 'not a database at all, but long enough to be read')],
    ['empty', () => truncateSync(file, 0)],
    ['missing', () => rmSync(file)],
  ])('puts the newest sound copy in the place of a ledger that is %s', async (how, damage) => {
    await filledAndCopied();
    damage();
    const repaired = await repair();
    expect(repaired).toMatchObject({ kind: 'restored', runs: 1, tasks: 200 });
    const store = open();
    expect(store.read.tasks.countAll()).toBe(200);
    store.close();
    expect(findDamage(file)).toBeNull();
    const kept = repaired.kind === 'restored' ? repaired.kept : null;
    expect(kept === null ? [] : readdirSync(kept)).toEqual(
      how === 'missing' ? [] : expect.arrayContaining(['ledger.db']),
    );
    expect(await repair()).toEqual({ kind: 'nothing_to_do' });
  });

  test('passes over a damaged copy', async () => {
    await filledAndCopied();
    const [good] = listCopies(dataDir);
    writeFileSync(join(copiesFolder(dataDir), 'ledger-2000000.db'), 'newer, but no database');
    rmSync(file);
    expect(await repair()).toMatchObject({ kind: 'restored', copy: good });
  });

  test('changes nothing where there is no sound copy', async () => {
    writeFileSync(file, 'not a database at all, but long enough to be read as one');
    await expect(repair()).rejects.toThrow(/no sound copy .* Nothing was changed/);
    expect(readdirSync(dataDir)).toEqual(['ledger.db']);
    rmSync(file);
    expect(await repair()).toEqual({ kind: 'no_ledger' });
  });
});
