import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A whole ledger as it once was. */
export interface LedgerCopy {
  file: string;
  takenAtMs: number;
}

const NAME = /^ledger-(\d+)\.db$/;

export function copiesFolder(dataDir: string): string {
  return join(dataDir, 'copies');
}

/** Where a copy taken at a time lies. */
export function copyFile(dataDir: string, takenAtMs: number): string {
  return join(copiesFolder(dataDir), `ledger-${takenAtMs}.db`);
}

/** The copies of a data folder's ledger, newest first. What has another name is not one. */
export function listCopies(dataDir: string): LedgerCopy[] {
  const folder = copiesFolder(dataDir);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => {
      const takenAtMs = Number(NAME.exec(name)?.[1] ?? Number.NaN);
      return Number.isNaN(takenAtMs) ? [] : [{ file: join(folder, name), takenAtMs }];
    })
    .sort((a, b) => b.takenAtMs - a.takenAtMs);
}
