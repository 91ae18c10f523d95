import Database from 'better-sqlite3';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import type { Writer } from '../open-ledger.ts';
import { copiesFolder, copyFile, listCopies, type LedgerCopy } from './list-copies.ts';

/** Copies that are kept; with the one that is being made there is one more. */
export const COPIES_KEPT = 3;

export interface CopyTaking {
  dataDir: string;
  nowMs: number;
  /** What is wrong with a finished copy, or null. */
  check: (file: string) => Promise<string | null>;
}

/** A copy is one file: in the ledger's own mode whoever reads it would leave two more beside it. */
function leaveLogMode(file: string): void {
  const copy = new Database(file);
  try {
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
}

/**
 * Copies the ledger while it goes on working, a few pages at a time, and keeps the copy only when
 * it is sound. Older ones beyond COPIES_KEPT go after that, so that a damaged ledger never pushes a
 * good copy out. Rejects when the ledger cannot be read or the copy is damaged.
 */
export async function takeCopy(writer: Writer, taking: CopyTaking): Promise<LedgerCopy> {
  const { dataDir, nowMs } = taking;
  mkdirSync(copiesFolder(dataDir), { recursive: true, mode: 0o700 });
  const file = copyFile(dataDir, nowMs);
  const unfinished = `${file}.unfinished`;
  try {
    await writer.backup(unfinished);
    leaveLogMode(unfinished);
    const damage = await taking.check(unfinished);
    if (damage !== null) throw new Error(`what was copied is damaged: ${damage}`);
    renameSync(unfinished, file);
  } finally {
    for (const left of [unfinished, `${unfinished}-journal`]) rmSync(left, { force: true });
  }
  for (const old of listCopies(dataDir).slice(COPIES_KEPT)) rmSync(old.file, { force: true });
  return { file, takenAtMs: nowMs };
}
