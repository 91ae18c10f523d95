import { findUserExcludes } from './find-user-excludes.ts';
import { readGit, type GitSeat } from './run-git.ts';

/**
 * What of a checkout is in no commit: one path for each tracked file that changed, and for each
 * untracked file or folder that neither the repository nor the user ignores.
 */
export async function listChanges(view: GitSeat): Promise<string[]> {
  const args = [
    'status',
    '--porcelain=v1',
    '-z',
    '--no-renames',
    '--untracked-files=normal',
    '--ignore-submodules=all',
  ];
  const config = [`core.excludesFile=${await findUserExcludes(view)}`];
  const said = (await readGit({ view, args, config })).split('\0').filter(Boolean);
  return said.map((entry) => entry.slice('XY '.length));
}
