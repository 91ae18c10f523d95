import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { temporaryPrefix } from '#shared/temporary-owner.ts';

/**
 * Starts an engine with the one folder below which its threads make their temporary folders. Its
 * name says whose it is, so that the next engine removes what one left that was killed.
 */
export async function startInTemporaryRoot<T>(
  start: (root: string, remove: () => Promise<void>) => Promise<T>,
): Promise<T> {
  const owner = { pid: process.pid, startTicks: ownStartTicks(), space: ownSpace() };
  const root = mkdtempSync(join(tmpdir(), temporaryPrefix(owner)));
  const remove = (): Promise<void> => removeRoot(root);
  try {
    return await start(root, remove);
  } catch (error) {
    await remove();
    throw error;
  }
}

/** The environment of a thread whose temporary folders are to be made below `root`. */
export function threadEnvironment(root: string | null): NodeJS.ProcessEnv {
  return root === null ? process.env : { ...process.env, SLIPWAY_TEMPORARY: root };
}

/** What is still in use there stays for the next engine. */
async function removeRoot(root: string): Promise<void> {
  await rm(root, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
}

function ownStartTicks(): string {
  if (process.platform !== 'linux') return '0';
  const stat = readFileSync('/proc/self/stat', 'utf8');
  // The second field is the program's name, which may hold spaces and parentheses.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '0';
}

function ownSpace(): string {
  const facts = statSync('/proc/self/ns/pid', { throwIfNoEntry: false });
  return String(facts?.ino ?? 0);
}
