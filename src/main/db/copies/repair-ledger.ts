import { copyFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#shared/errors.ts';
import { LEDGER_FILE } from '../data-folder.ts';
import { openLedger } from '../open-ledger.ts';
import { listCopies, type LedgerCopy } from './list-copies.ts';

export type Repair =
  | { kind: 'nothing_to_do' }
  | { kind: 'no_ledger' }
  | { kind: 'restored'; copy: LedgerCopy; kept: string | null; runs: number; tasks: number };

export interface Repairing {
  nowMs: number;
  /** What is wrong with a database file, or null. */
  check: (file: string) => Promise<string | null>;
}

/**
 * Puts the newest sound copy in the place of a damaged, empty or missing ledger. What was there is
 * moved to `damaged/`, never deleted; a sound ledger is left as it is. No engine may run on the
 * folder. Throws `storage` when there is no sound copy.
 */
export async function repairLedger(dataDir: string, repairing: Repairing): Promise<Repair> {
  const file = join(dataDir, LEDGER_FILE);
  const copies = listCopies(dataDir);
  const damage = await findFault(file, repairing.check);
  if (damage === null) return { kind: 'nothing_to_do' };
  if (!existsSync(file) && copies.length === 0) return { kind: 'no_ledger' };
  const copy = await firstSound(copies, repairing.check);
  if (copy === undefined)
    throw new AppError(
      'storage',
      `The ledger ${file} cannot be used (${damage}), and there is no sound copy of it in ${join(dataDir, 'copies')}. Nothing was changed. The sqlite3 program may save a part of it: sqlite3 ledger.db .recover`,
    );
  const kept = moveAway(dataDir, repairing.nowMs);
  copyFileSync(copy.file, `${file}.restored`);
  renameSync(`${file}.restored`, file);
  return { kind: 'restored', copy, kept, ...countsOf(file) };
}

async function findFault(file: string, check: Repairing['check']): Promise<string | null> {
  if (!existsSync(file)) return 'it is missing';
  // An empty file is a sound database, but no ledger; one that was killed in its first moment has
  // its content in its log.
  if (statSync(file).size === 0 && !existsSync(`${file}-wal`)) return 'it is empty';
  const damage = await check(file);
  if (damage !== null) return damage;
  try {
    countsOf(file);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function firstSound(
  copies: readonly LedgerCopy[],
  check: Repairing['check'],
): Promise<LedgerCopy | undefined> {
  for (const copy of copies) if ((await check(copy.file)) === null) return copy;
  return undefined;
}

function moveAway(dataDir: string, nowMs: number): string | null {
  const folder = join(dataDir, 'damaged', String(nowMs));
  const there = ['', '-wal', '-shm', '-journal']
    .map((ending) => `${LEDGER_FILE}${ending}`)
    .filter((name) => existsSync(join(dataDir, name)));
  if (there.length === 0) return null;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of there) renameSync(join(dataDir, name), join(folder, name));
  return folder;
}

/** Opens the ledger as an engine would, and counts what is in it. */
function countsOf(file: string): { runs: number; tasks: number } {
  const ledger = openLedger(file);
  try {
    const count = (table: 'runs' | 'tasks'): number =>
      ledger.reader.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
    return { runs: count('runs'), tasks: count('tasks') };
  } finally {
    ledger.close();
  }
}
