import { realpath, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { AppError } from '#shared/errors.ts';
import { gitFoldersAt, readPointer } from '../../files/git-folders.ts';
import { checkPath } from './check-value.ts';
import { isGitFolder } from './is-git-folder.ts';
import { noWorkTree } from './no-work-tree.ts';

/** Where a work tree and its git folders lie; all absolute. */
export interface RepositoryPlace {
  /** Top level of the work tree. */
  toplevel: string;
  /** The work tree's own git folder: HEAD and index. */
  gitDir: string;
  /** What all work trees of the repository share; the same as gitDir in its main one. */
  commonDir: string;
}

/**
 * The repository a folder lies in, found without asking git. What its settings say of the work
 * tree's place (core.worktree) is not followed: a repository shall not name folders outside of it.
 * AppError not_a_repository when there is none.
 */
export async function findRepository(folder: string): Promise<RepositoryPlace> {
  checkPath('repository', folder);
  const start = await realpath(folder).catch(() => null);
  if (start === null || !(await stat(start)).isDirectory())
    throw new AppError('not_a_repository', `The folder “${folder}” does not exist.`);
  for (let at = start; ; at = dirname(at)) {
    const place = await repositoryAt(at);
    if (place !== null && !isBelow(place.gitDir, start)) return place;
    if (place !== null || dirname(at) === at) break;
  }
  throw await noWorkTree(folder, start);
}

/**
 * A run's worktree: exactly this folder, whose .git names an entry that names it back. No folder
 * above it is looked at, or a worktree without its .git would be taken for a part of another
 * repository.
 */
export async function openWorktreePlace(worktree: string): Promise<RepositoryPlace> {
  checkPath('worktree', worktree);
  const real = await realpath(worktree).catch(() => null);
  if (real === null) {
    throw new AppError(
      'not_a_repository',
      `The run's worktree “${worktree}” is not there any more. What the run committed is kept on its branch; start it again to work in a new worktree.`,
    );
  }
  const place = await repositoryAt(real);
  const back = place === null ? null : readPointer(join(place.gitDir, 'gitdir'));
  if (place !== null && back !== null && resolve(place.gitDir, back) === join(real, '.git'))
    return place;
  throw new AppError(
    'not_a_repository',
    `“${worktree}” is no longer a worktree of its repository: the entry that git keeps for it is gone. Start the run again to work in a new worktree.`,
  );
}

/** The repository whose top level the folder is; AppError not_a_repository when it is none's. */
export async function requireRepositoryAt(toplevel: string): Promise<RepositoryPlace> {
  const place = await repositoryAt(toplevel);
  if (place !== null) return place;
  throw new AppError('not_a_repository', `“${toplevel}” is no git repository that can be read.`);
}

/** null when the folder itself is no work tree. */
async function repositoryAt(toplevel: string): Promise<RepositoryPlace | null> {
  const found = gitFoldersAt(toplevel);
  if (found === null) return null;
  const { gitDir, commonDir } = found;
  return (await isGitFolder(gitDir, commonDir)) ? { toplevel, gitDir, commonDir } : null;
}

function isBelow(folder: string, path: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
