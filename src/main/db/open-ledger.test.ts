import { chmodSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { cutsOf } from '../testing/cut-wal.ts';
import { fillLedger } from '../testing/fill-ledger.ts';
import { makeDataDir } from '../testing/start-test-engine.ts';
import { SCHEMA_VERSION } from './migrate.ts';
import { openLedger } from './open-ledger.ts';
import { openStore } from './store.ts';
import type { Tx } from './transactions.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = makeDataDir();
  file = join(folder, 'ledger.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

function pragma(db: { prepare(sql: string): Database.Statement }, name: string): unknown {
  return db.prepare(`PRAGMA ${name}`).pluck().get();
}

const listeners = { clock: { nowMs: () => 0 }, announce: () => {}, mirrorError: () => {} };

describe('opening the ledger', () => {
  test('every connection is in WAL mode with synchronous=FULL, also when the file is opened again', () => {
    for (let opening = 1; opening <= 3; opening += 1) {
      const ledger = openLedger(file);
      for (const connection of [ledger.writer, ledger.reader]) {
        expect(pragma(connection, 'journal_mode')).toBe('wal');
        expect(pragma(connection, 'synchronous')).toBe(2);
        expect(pragma(connection, 'foreign_keys')).toBe(1);
      }
      ledger.close();
    }
  });

  test('nobody else of the machine can read it, also when they could before', () => {
    const modes = () =>
      ['', '-wal', '-shm'].map((ending) => (statSync(`${file}${ending}`).mode & 0o777).toString(8));
    const ledger = openLedger(file);
    expect(modes()).toEqual(['600', '600', '600']);
    for (const ending of ['', '-wal', '-shm']) chmodSync(`${file}${ending}`, 0o644);
    const again = openLedger(file);
    expect(modes()).toEqual(['600', '600', '600']);
    again.close();
    ledger.close();
  });

  test('a reader cannot write', () => {
    const ledger = openLedger(file);
    const write = ledger.reader.prepare("INSERT INTO settings VALUES ('a', '1')");
    expect(() => write.run()).toThrow(/readonly/);
    ledger.close();
  });

  test('every table is STRICT', () => {
    const ledger = openLedger(file);
    const tables = ledger.reader.prepare('PRAGMA table_list').all() as {
      name: string;
      type: string;
      strict: number;
    }[];
    const own = tables.filter(({ name, type }) => type === 'table' && !name.startsWith('sqlite_'));
    expect(own.length).toBeGreaterThan(10);
    expect(own.filter(({ strict }) => strict !== 1)).toEqual([]);
    ledger.close();
  });

  test('migrations are numbered files without gaps, and an opened ledger has them all', () => {
    const ledger = openLedger(file);
    expect(pragma(ledger.writer, 'user_version')).toBe(SCHEMA_VERSION);
    ledger.close();
    const again = openLedger(file);
    expect(pragma(again.writer, 'user_version')).toBe(SCHEMA_VERSION);
    again.close();
    const source = readFileSync(new URL('migrate.ts', import.meta.url), 'utf8');
    const numbers = [...source.matchAll(/migrations\/(\d{4})-/g)].map(([, digits]) =>
      Number(digits),
    );
    expect(numbers).toEqual(Array.from({ length: SCHEMA_VERSION }, (_, index) => index + 1));
  });

  test('R10 a ledger of a newer version is refused with a sentence, left as it is, and not kept open', () => {
    openLedger(file).close();
    const newer = new Database(file);
    newer.pragma(`user_version = ${SCHEMA_VERSION + 1}`);
    newer.close();
    expect(() => openLedger(file)).toThrow(AppError);
    expect(() => openLedger(file)).toThrow(/newer Slipway .* Install the newer version/);
    const after = new Database(file);
    expect(after.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION + 1);
    expect(after.pragma('journal_mode = DELETE', { simple: true })).toBe('delete');
    after.close();
  });

  test('a folder that is not there is refused with a sentence', () => {
    expect(() => openLedger(join(folder, 'missing', 'ledger.db'))).toThrow(
      /cannot be opened .* Check that the folder exists/,
    );
  });

  test('a WAL cut anywhere opens with a whole prefix of what was committed', async () => {
    const { states, opened } = await cutsOf(folder, 6);
    expect(opened).toBeGreaterThan(40);
    for (const { keys, check } of states) {
      expect(check).toBe('ok');
      expect(keys).toEqual(Array.from({ length: keys.length }, (_, index) => index));
    }
    expect(states.at(-1)?.keys).toHaveLength(6);
  });
});

describe('the fence', () => {
  test('R4 of 1,000 stale ends after the lease moved on none is accepted, and there is one receipt', async () => {
    const store = openStore(file, listeners);
    await store.commit.write((tx) => fillLedger(tx, ['t']));
    const lease = {
      taskId: 't',
      mode: 'real' as const,
      reservedMicro: 0,
      executor: 'tool',
      ruleId: null,
      nowMs: 1,
    };
    const end = (tx: Tx, epoch: number) =>
      tx.tasks.end({ taskId: 't', epoch, status: 'succeeded', reason: null, nowMs: 2 });
    const epochOf = (): number => store.read.tasks.get('t')?.epoch ?? -1;
    const stale: number[] = [];
    await store.commit.write(({ tasks }) => {
      tasks.lease(lease);
      stale.push(epochOf());
      const back = { taskId: 't', epoch: epochOf(), reason: 'lost', notBefore: 0, nowMs: 2 };
      expect(tasks.requeue({ ...back, lost: 1 })).toBe(true);
      expect(tasks.requeue({ ...back, lost: 1 })).toBe(false);
    });
    const refuse = (count: number) =>
      Promise.all(
        Array.from({ length: count }, (_, index) =>
          store.commit.write((tx) => end(tx, stale[index % stale.length] ?? 0)),
        ),
      );
    const whileQueued = await refuse(500);
    await store.commit.write(({ tasks }) => tasks.lease({ ...lease, nowMs: 3 }));
    const whileRunning = await refuse(499);
    expect(await store.commit.write((tx) => end(tx, epochOf()))).toBe(true);
    const afterwards = await refuse(1);
    const answers = [...whileQueued, ...whileRunning, ...afterwards];
    expect(answers).toHaveLength(1000);
    expect(answers.filter((accepted) => accepted)).toEqual([]);
    expect(store.read.tasks.get('t')).toMatchObject({ status: 'succeeded', lease_losses: 1 });
    store.close();
  });
});
