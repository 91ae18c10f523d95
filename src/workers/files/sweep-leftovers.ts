import { lstatSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readTemporaryOwner, type TemporaryOwner } from '#shared/temporary-owner.ts';
import { removeScratch } from './remove-scratch.ts';

export interface SweepRequest {
  /** Where engines make their temporary folders. */
  temporary: string;
  /** Its `scratch.old-…` are removed, too, and what was installed for worktrees that are gone. */
  dataDir: string;
}

/**
 * Removes the temporary folders of engines that have ended, and what an earlier engine's commands
 * left in the data folder. Folders of a living engine, of another user and of a container's other
 * processes stay. Gives a sentence for each that could not be removed.
 */
export async function sweepLeftovers(
  { temporary, dataDir }: SweepRequest,
  isAlive: (owner: TemporaryOwner) => boolean,
): Promise<string[]> {
  const dead = readdirSync(temporary).filter((name) => {
    const owner = readTemporaryOwner(name);
    return owner !== null && isOwnFolder(join(temporary, name)) && !mayLive(owner, isAlive);
  });
  const old = readdirSync(dataDir).filter((name) => name.startsWith('scratch.old-'));
  const folders = [
    ...dead.map((name) => join(temporary, name)),
    ...old.map((name) => join(dataDir, name)),
    ...installedForNone(dataDir),
  ];
  const refused: string[] = [];
  for (const folder of folders) {
    try {
      await removeScratch(folder);
    } catch (error) {
      refused.push(error instanceof Error ? error.message : String(error));
    }
  }
  return refused;
}

/** Dependencies that were installed for worktrees which are gone. */
function installedForNone(dataDir: string): string[] {
  const installed = join(dataDir, 'installed');
  const isThere = lstatSync(installed, { throwIfNoEntry: false })?.isDirectory() === true;
  const names = isThere ? readdirSync(installed) : [];
  const isGone = (name: string): boolean =>
    lstatSync(join(dataDir, 'worktrees', name), { throwIfNoEntry: false }) === undefined;
  return names.filter(isGone).map((name) => join(installed, name));
}

function isOwnFolder(path: string): boolean {
  const facts = lstatSync(path, { throwIfNoEntry: false });
  return facts?.isDirectory() === true && facts.uid === (process.getuid?.() ?? facts.uid);
}

function mayLive(owner: TemporaryOwner, isAlive: (owner: TemporaryOwner) => boolean): boolean {
  const own = statSync('/proc/self/ns/pid', { throwIfNoEntry: false })?.ino ?? 0;
  return owner.space !== String(own) || isAlive(owner);
}
