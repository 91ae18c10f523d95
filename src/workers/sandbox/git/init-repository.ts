import { mkdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#shared/errors.ts';
import type { FirstCommit } from '#shared/messages/host.ts';
import { removeScratch } from '../../files/remove-scratch.ts';
import { checkPath } from './check-value.ts';
import { findRepository, requireRepositoryAt } from './find-repository.ts';
import { makeFirstCommit } from './first-commit.ts';
import { withView } from './git-view.ts';
import { refuseBroadFolder } from './refuse-broad-folder.ts';
import { readGit } from './run-git.ts';

const BRANCH = 'main';

/**
 * The first commit of a folder, in a repository that is made where there is none. A repository that
 * was made here goes again when its commit cannot be made. One that has a commit stays as it is.
 */
export async function initRepository(request: {
  repo: string;
  dataDir: string;
}): Promise<FirstCommit> {
  checkPath('repository', request.repo);
  const folder = await realpath(request.repo).catch(() => null);
  if (folder === null || !(await stat(folder)).isDirectory())
    throw new AppError('not_a_repository', `The folder “${request.repo}” does not exist.`);
  const place = await findRepository(folder).catch(ignoreNone);
  if (place !== null) {
    await refuseBroadFolder(place.toplevel, request.dataDir);
    return withView(place, async (view) => ({ ...(await makeFirstCommit(view)), made: false }));
  }
  await refuseBroadFolder(folder, request.dataDir);
  const gitDir = join(folder, '.git');
  await makeGitFolder(gitDir);
  try {
    const view = { cwd: folder, env: { GIT_DIR: gitDir } };
    const args = ['init', '--quiet', '--template=', `--initial-branch=${BRANCH}`];
    await readGit({ view, args });
    const made = await requireRepositoryAt(folder);
    return await withView(made, async (seen) => ({ ...(await makeFirstCommit(seen)), made: true }));
  } catch (error) {
    await removeScratch(gitDir);
    throw error;
  }
}

function ignoreNone(error: unknown): null {
  if (error instanceof AppError && error.code === 'no_first_commit') return null;
  throw error;
}

/** Whoever makes the folder may take it away again: what was there before is somebody else's. */
async function makeGitFolder(path: string): Promise<void> {
  await mkdir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST')
      throw new AppError(
        'not_a_repository',
        `“${path}” is there, but is no git folder that can be read, so nothing was changed. Move it away, or repair it with git.`,
      );
    throw new AppError('storage', `“${path}” cannot be made: ${error.message}.`);
  });
}
