import { lstatSync } from 'node:fs';
import { readGit, type GitCall } from './run-git.ts';

/** What an index says of a file. */
export interface IndexEntry {
  mode: string;
  /** Name of the object that is stored. */
  blob: string;
  /** The file as it was when git last found it to be what is stored; empty: it never looked. */
  seen: string;
}

const ENTRY =
  /(\d{6}) ([0-9a-f]+) 0\t([^\0]+)\0 {2}ctime: (\S+)\n {2}mtime: (\S+)\n {2}dev: \d+\tino: (\d+)\n.*\n {2}size: (\d+)\t.*\n/g;

/** Regular files of an index by their path; those in a conflict are left out. */
export async function listEntries(
  call: Pick<GitCall, 'view' | 'env'>,
): Promise<Map<string, IndexEntry>> {
  const listed = await readGit({ ...call, args: ['ls-files', '--stage', '--debug', '-z'] });
  const found = new Map<string, IndexEntry>();
  for (const [
    ,
    mode = '',
    blob = '',
    path = '',
    ,
    mtime = '',
    ino = '',
    size = '',
  ] of listed.matchAll(ENTRY))
    if (mode.startsWith('100'))
      found.set(path, { mode, blob, seen: size === '0' ? '' : `${mtime} ${ino} ${size}` });
  return found;
}

/** The same of a file on disk. Times are compared whole: git compares their seconds. */
export function asSeen(file: string): string | null {
  const facts = lstatSync(file, { bigint: true, throwIfNoEntry: false });
  if (facts?.isFile() !== true) return null;
  const seconds = facts.mtimeNs / 1_000_000_000n;
  const rest = facts.mtimeNs % 1_000_000_000n;
  // An index has 32 bits for each.
  return `${seconds}:${rest} ${BigInt.asUintN(32, facts.ino)} ${BigInt.asUintN(32, facts.size)}`;
}
