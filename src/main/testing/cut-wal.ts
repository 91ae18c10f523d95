import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openLedger } from '../db/open-ledger.ts';
import { openStore } from '../db/store.ts';

const STEP_BYTES = 512;

/**
 * What is found in a ledger whose WAL lost its end: the keys in it and SQLite's own integrity
 * check.
 */
export interface CutState {
  keys: number[];
  check: unknown;
}

/**
 * Commits `writes` one by one, then opens copies of the files whose WAL is cut at every 512 bytes.
 */
export async function cutsOf(
  folder: string,
  writes: number,
): Promise<{ states: CutState[]; opened: number }> {
  const file = join(folder, 'ledger.db');
  const on = { announce: () => {}, mirrorError: () => {}, clock: { nowMs: () => 0 } };
  const store = openStore(file, on);
  const checkpointer = openLedger(file);
  // The WAL then holds the writes alone.
  checkpointer.writer.pragma('wal_checkpoint(TRUNCATE)');
  checkpointer.close();
  const rows = Array.from({ length: writes }, (_, index) => index);
  for (const index of rows) {
    // One after another on purpose: each is a transaction of its own.
    await store.commit.write((tx) => tx.settings.put(String(index), index));
  }
  const main = join(folder, 'main.copy');
  copyFileSync(file, main);
  const wal = readFileSync(`${file}-wal`);
  store.close();
  const copies = join(folder, 'cut');
  mkdirSync(copies);
  const states = Array.from({ length: Math.ceil(wal.length / STEP_BYTES) + 1 }, (_, cut) => {
    const copy = join(copies, `${cut}.db`);
    copyFileSync(main, copy);
    writeFileSync(`${copy}-wal`, wal.subarray(0, cut * STEP_BYTES));
    return readCut(copy);
  });
  return { states, opened: states.length };
}

function readCut(file: string): CutState {
  const ledger = openLedger(file);
  const keys = ledger.reader.prepare('SELECT key FROM settings').pluck().all() as string[];
  const check = ledger.reader.prepare('PRAGMA integrity_check').pluck().get();
  ledger.close();
  return { keys: keys.map(Number).toSorted((a, b) => a - b), check };
}
