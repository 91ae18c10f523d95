import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { openIfThere } from '../files/root-folder.ts';

const POINTER_BYTES = 8192;

/**
 * Absolute git paths that belong to a folder and must stay read-only for commands: its .git (folder
 * or worktree file) and the repository's shared git folder. Looks upwards, because a command's
 * folder may lie inside a repository.
 */
export function findProtectedGit(folder: string): string[] {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const entry = join(at, '.git');
    if (existsSync(entry)) return [entry, ...sharedFolders(entry)];
    if (dirname(at) === at) return [];
  }
}

function sharedFolders(entry: string): string[] {
  if (statSync(entry).isDirectory()) return [];
  const target = /^gitdir: (.+)$/m.exec(readPointer(entry))?.[1];
  if (target === undefined) return [];
  const gitDir = resolve(dirname(entry), target);
  const pointer = readPointer(join(gitDir, 'commondir')).trim();
  if (pointer === '') return [];
  const common = resolve(gitDir, pointer);
  // A repository may point anywhere; only something that looks like a git folder is shown to the
  // command.
  return existsSync(join(common, 'HEAD')) && existsSync(join(common, 'objects')) ? [common] : [];
}

function readPointer(file: string): string {
  using folder = openIfThere(dirname(file));
  return folder?.readText(basename(file), POINTER_BYTES) ?? '';
}
