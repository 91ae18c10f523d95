import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#shared/errors.ts';
import { listCopies } from './copies/list-copies.ts';

export const LEDGER_FILE = 'ledger.db';

/** Folders that only an engine with a ledger fills. */
const TRACES = ['copies', 'damaged', 'logs', 'passports', 'trash', 'worktrees'];

/** Makes the data folder where it is missing. Throws `storage` with a sentence and a way out. */
export function makeDataFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new AppError('storage', refusal(dataDir, cause), { cause });
  }
}

function refusal(dataDir: string, cause: unknown): string {
  const { code, path = dataDir } = cause as { code?: string; path?: string };
  if (code === 'EEXIST' || code === 'ENOTDIR')
    return `The data folder ${dataDir} cannot be used: ${code === 'EEXIST' ? 'it' : 'a part of that path'} is a file. Move the file away, or choose another folder with --data.`;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return `The data folder ${dataDir} cannot be made: its disk is full. Free some space, or choose another folder with --data.`;
  return `The data folder ${dataDir} cannot be made (${cause instanceof Error ? cause.message : String(cause)}). Make ${path} writable for you, or choose another folder with --data.`;
}

/**
 * A ledger that is gone, or empty, beside what earlier runs left is never replaced silently by a
 * new one. Throws `storage` with the way back.
 */
export function requireKnownLedger(dataDir: string): void {
  const file = join(dataDir, LEDGER_FILE);
  const isEmpty = existsSync(file) && statSync(file).size === 0;
  // A ledger that was killed in its first moment is empty, too, with its whole content in its log.
  if (existsSync(file) && (!isEmpty || sizeOf(`${file}-wal`) > 0)) return;
  const traces = TRACES.filter((name) => hasEntries(join(dataDir, name)));
  if (traces.length === 0) return;
  const [copy] = listCopies(dataDir);
  const back =
    copy === undefined
      ? 'There is no copy of it.'
      : `\`vp doctor --repair\` restores the copy of ${new Date(copy.takenAtMs).toISOString()}.`;
  throw new AppError(
    'storage',
    `The ledger ${file} is ${isEmpty ? 'empty' : 'missing'}, although the folder has ${listAnd(traces)} of earlier runs. Put the file back. ${back} To begin anew, move the folder away or choose another one with --data.`,
  );
}

function hasEntries(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder).length > 0;
}

function sizeOf(file: string): number {
  return existsSync(file) ? statSync(file).size : 0;
}

function listAnd(names: readonly string[]): string {
  return names.length < 2
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
