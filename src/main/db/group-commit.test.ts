import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import type { WireEvent } from '#shared/events.ts';
import { makeDataDir } from '../testing/start-test-engine.ts';
import type { EventLog } from './event-log.ts';
import { GroupCommit } from './group-commit.ts';
import { openLedger, type Ledger } from './open-ledger.ts';
import { createReads } from './reads.ts';
import { createTransactions, type Tx } from './transactions.ts';

let folder: string;
let ledger: Ledger;
let other: Database.Database;
let log: EventLog;
let commit: GroupCommit;
let announced: WireEvent[];
let mirrorErrors: unknown[];
let onAnnounce: () => void;

beforeEach(() => {
  folder = makeDataDir();
  const file = join(folder, 'ledger.db');
  ledger = openLedger(file);
  other = new Database(file, { readonly: true });
  const transactions = createTransactions(ledger.writer, createReads(ledger.writer), {
    nowMs: () => 7,
  });
  log = transactions.log;
  announced = [];
  mirrorErrors = [];
  onAnnounce = () => {};
  commit = new GroupCommit(ledger.writer, transactions, {
    announce(events) {
      announced.push(...events);
      onAnnounce();
    },
    mirrorError: (error) => mirrorErrors.push(error),
  });
});

afterEach(() => {
  other.close();
  ledger.close();
  rmSync(folder, { recursive: true });
});

function put(key: string, value = '1'): void {
  ledger.writer.prepare('INSERT INTO settings VALUES (?, ?)').run(key, value);
}

/** Appends an event that its run distinguishes from others. */
function note(runId: string): void {
  log.append({ type: 'run.created', runId, data: {} }, 1);
}

/** What another connection sees: only what is committed. */
function committed(): string[] {
  return other.prepare('SELECT key FROM settings ORDER BY key').pluck().all() as string[];
}

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => null,
    (error: unknown) => error,
  );
}

describe('acknowledging', () => {
  test('every write is visible to another connection when it is acknowledged, never before', async () => {
    const seen = Array.from({ length: 700 }, async (_, index) => {
      const key = `k${index}`;
      await commit.write(
        () => {
          put(key);
          expect(committed()).not.toContain(key);
        },
        () => expect(committed()).toContain(key),
      );
      expect(committed()).toContain(key);
    });
    await Promise.all(seen);
    expect(committed()).toHaveLength(700);
    expect(mirrorErrors).toEqual([]);
  });

  test('one transaction carries what arrives in one turn', async () => {
    const versions = new Set<unknown>();
    const version = other.prepare('PRAGMA data_version').pluck();
    const writes = Array.from({ length: 50 }, (_, index) =>
      commit.write(
        () => put(`k${index}`),
        () => versions.add(version.get()),
      ),
    );
    await Promise.all(writes);
    expect(versions.size).toBe(1);
  });

  test('a failing operation undoes only itself and its events', async () => {
    const boom = new Error('boom');
    const outcomes = await Promise.allSettled([
      commit.write(() => {
        put('a');
        note('a');
      }),
      commit.write(() => {
        put('b');
        note('b');
        throw boom;
      }),
      commit.write(() => {
        put('c');
        note('c');
      }),
    ]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(outcomes[1]).toMatchObject({ reason: boom });
    expect(committed()).toEqual(['a', 'c']);
    expect(announced.map((event) => event.run_id)).toEqual(['a', 'c']);
    expect(other.prepare('SELECT run_id FROM events ORDER BY seq').pluck().all()).toEqual([
      'a',
      'c',
    ]);
    expect(announced.map((event) => event.seq)).toEqual(
      other.prepare('SELECT seq FROM events ORDER BY seq').pluck().all(),
    );
  });

  test('mirrors run in commit order, before the acknowledgements and the announcement', async () => {
    const order: string[] = [];
    onAnnounce = () => order.push('announced');
    const writes = ['a', 'b', 'c'].map((key) =>
      commit
        .write(
          () => {
            put(key);
            note(key);
          },
          () => order.push(`mirror ${key}`),
        )
        .then(() => order.push(`ack ${key}`)),
    );
    await Promise.all(writes);
    expect(order).toEqual([
      'mirror a',
      'mirror b',
      'mirror c',
      'announced',
      'ack a',
      'ack b',
      'ack c',
    ]);
  });

  test('a mirror or a listener that throws is reported, and the writes stand', async () => {
    onAnnounce = () => {
      throw new Error('listener');
    };
    const first = commit.write(
      () => {
        put('a');
        note('a');
      },
      () => {
        throw new Error('mirror');
      },
    );
    await first;
    await commit.write(() => put('b'));
    await commit.idle();
    expect(mirrorErrors.map(String)).toEqual(['Error: mirror', 'Error: listener']);
    expect(committed()).toEqual(['a', 'b']);
  });
});

describe('the right to write', () => {
  test('writes, sees its own writes, and says when it happens', async () => {
    const seen = await commit.write((tx) => {
      tx.settings.put('a', 1);
      return [tx.read.settings.get('a'), tx.nowMs];
    });
    expect(seen).toEqual([1, 7]);
    expect(committed()).toEqual(['a']);
  });

  test('ends with its operation, whatever became of that, and whatever was taken out of it', async () => {
    const kept: Tx[] = [];
    const outcomes = await Promise.allSettled([
      commit.write((tx) => void kept.push(tx)),
      commit.write((tx) => {
        kept.push(tx);
        throw new Error('boom');
      }),
      commit.write(async (tx) => {
        await Promise.resolve();
        tx.settings.put('late', 1);
      }),
    ]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
    ]);
    expect(kept).toHaveLength(2);
    for (const { settings } of kept) {
      expect(() => settings.put('late', 1)).toThrow(/has ended/);
      expect(() => settings.openRepository('p', 'n', 1)).toThrow(/has ended/);
      // Another operation's transaction is no place for it either.
      await commit.write(() => expect(() => settings.put('late', 1)).toThrow(/has ended/));
    }
    expect(committed()).toEqual([]);
    expect(announced).toEqual([]);
  });
});

describe('a ledger that cannot be written', () => {
  test('R5 a full disk refuses with a sentence, loses nothing acknowledged, and recovers without a restart', async () => {
    await commit.write(() => put('before'));
    const pages = ledger.writer.pragma('page_count', { simple: true }) as number;
    ledger.writer.pragma(`max_page_count = ${pages}`);
    const big = 'x'.repeat(100_000);
    const writes = await Promise.all([
      failureOf(commit.write(() => put('big', big))),
      failureOf(
        commit.write(() => {
          note('lost');
          put('big2', big);
        }),
      ),
    ]);
    for (const failure of writes) {
      expect(failure).toBeInstanceOf(AppError);
      expect(failure).toMatchObject({ code: 'storage' });
      expect(String(failure)).toMatch(/nothing of this request was stored/);
    }
    expect(commit.lastFailure()).toMatchObject({ code: 'storage' });
    expect(announced).toEqual([]);
    expect(committed()).toEqual(['before']);
    ledger.writer.pragma('max_page_count = 1073741823');
    await commit.write(() => put('big', big));
    expect(commit.lastFailure()).toBeNull();
    expect(committed()).toEqual(['before', 'big']);
  });

  test('R5 a read-only ledger refuses everything and recovers without a restart', async () => {
    await commit.write(() => put('before'));
    ledger.writer.pragma('query_only = ON');
    const failures = await Promise.all([
      failureOf(commit.write(() => put('a'))),
      failureOf(commit.write(() => put('b'))),
    ]);
    for (const failure of failures) expect(failure).toMatchObject({ code: 'storage' });
    expect(commit.lastFailure()).toMatchObject({ code: 'storage' });
    ledger.writer.pragma('query_only = OFF');
    await commit.write(() => put('a'));
    expect(commit.lastFailure()).toBeNull();
    expect(committed()).toEqual(['a', 'before']);
  });

  test('R5 a ledger that another program holds refuses when its patience ends, and recovers', async () => {
    ledger.writer.pragma('busy_timeout = 50');
    const rival = new Database(join(folder, 'ledger.db'));
    rival.exec('BEGIN IMMEDIATE');
    expect(await failureOf(commit.write(() => put('a')))).toMatchObject({ code: 'storage' });
    rival.exec('ROLLBACK');
    rival.close();
    await commit.write(() => put('a'));
    expect(committed()).toEqual(['a']);
  });

  test('R5 when SQLite gives up the whole transaction, every write of it is refused', async () => {
    const outcomes = await Promise.allSettled([
      commit.write(() => put('a')),
      commit.write(() => {
        // What an I/O error does inside SQLite.
        ledger.writer.exec('ROLLBACK');
        throw new Error('disk I/O error');
      }),
      commit.write(() => put('c')),
    ]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(committed()).toEqual([]);
    await commit.write(() => put('d'));
    expect(committed()).toEqual(['d']);
  });
});
