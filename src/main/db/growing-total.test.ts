import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createGrowingCount, createGrowingTotal } from './growing-total.ts';

let folder: string;
let db: Database.Database;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-total-'));
  db = new Database(join(folder, 'ledger.db'));
  db.exec('CREATE TABLE receipts (id TEXT PRIMARY KEY, cost INTEGER, at INTEGER) STRICT');
});

afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

function totalSince(): (sinceMs?: number) => number {
  return createGrowingTotal(db, {
    newest: 'SELECT max(rowid) FROM receipts',
    all: 'SELECT coalesce(sum(cost), 0) FROM receipts WHERE at >= @key',
    added: 'SELECT coalesce(sum(cost), 0) FROM receipts WHERE rowid > @after AND at >= @key',
  });
}

const stepArbitrary = fc.oneof(
  fc.record({ cost: fc.nat(1000), at: fc.nat(20), kept: fc.boolean() }),
  fc.record({ since: fc.nat(20) }),
);

test('a growing total equals a fresh sum after any adds, rollbacks and keys', () => {
  const insert = db.prepare('INSERT INTO receipts VALUES (?, ?, ?)');
  const fresh = db.prepare('SELECT coalesce(sum(cost), 0) FROM receipts WHERE at >= ?').pluck();
  const total = totalSince();
  const count = createGrowingCount(db, 'receipts');
  let id = 0;
  let since = 0;
  const inside: boolean[] = [];
  fc.assert(
    fc.property(fc.array(stepArbitrary, { maxLength: 30 }), (steps) => {
      for (const step of steps) {
        if ('since' in step) since = step.since;
        else {
          db.exec('BEGIN');
          insert.run(`r${(id += 1)}`, step.cost, step.at);
          inside.push(total(since) === fresh.get(since));
          db.exec(step.kept ? 'COMMIT' : 'ROLLBACK');
        }
        expect(total(since)).toBe(fresh.get(since));
        expect(count()).toBe(db.prepare('SELECT count(*) FROM receipts').pluck().get());
      }
      expect(inside).not.toContain(false);
    }),
    { numRuns: 50 },
  );
});

test('an empty table totals nothing', () => {
  expect(totalSince()(5)).toBe(0);
  expect(createGrowingCount(db, 'receipts')()).toBe(0);
});
