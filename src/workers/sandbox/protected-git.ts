import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';

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
  const target = /^gitdir: (.+)$/m.exec(readFileSync(entry, 'utf8'))?.[1];
  if (target === undefined) return [];
  const gitDir = isAbsolute(target) ? target : resolve(dirname(entry), target);
  const pointer = join(gitDir, 'commondir');
  if (!existsSync(pointer)) return [];
  const common = resolve(gitDir, readFileSync(pointer, 'utf8').trim());
  // A repository may point anywhere; only something that looks like a git folder is shown to the
  // command.
  return existsSync(join(common, 'HEAD')) && existsSync(join(common, 'objects')) ? [common] : [];
}
