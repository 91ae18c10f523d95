import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '#shared/errors.ts';
import type { PreparedWorktree } from '#shared/messages/host.ts';
import { checkToWrite } from './check-git-folder.ts';
import { checkBranch, checkPath, checkValue } from './check-value.ts';
import { findDependencies } from './find-dependencies.ts';
import { findRepository, openWorktreePlace } from './find-repository.ts';
import { readCommit } from './git-facts.ts';
import { withView, type GitView } from './git-view.ts';
import { readGit, runGit } from './run-git.ts';
import {
  createEntry,
  findEntry,
  finishEntry,
  removeEntry,
  UNFINISHED,
  type WorktreeEntry,
} from './worktree-entry.ts';

export interface WorktreeRequest {
  repo: string;
  worktree: string;
  branch: string;
  /** Commit, branch or tag the work starts from. */
  base: string;
}

/**
 * Makes a worktree with a branch of its own; the user's checkout is not touched. Found there
 * already from before a crash, the same worktree on the same branch is taken as it is; anything
 * else in the way is refused.
 */
export async function prepareWorktree(request: WorktreeRequest): Promise<PreparedWorktree> {
  const { worktree, branch } = request;
  checkPath('worktree', worktree);
  checkBranch(branch);
  checkValue('base', request.base);
  return withView(await findRepository(request.repo), async (source) => {
    const commit = await readCommit(source, request.base);
    if (commit === null)
      throw new AppError('invalid_input', `“${request.base}” names no commit in “${source.cwd}”.`);
    const created = await makeUnlessThere(source, { worktree, branch, commit });
    return { worktree, branch, commit, created, dependencies: await findDependencies(source) };
  });
}

interface AddRequest {
  worktree: string;
  branch: string;
  commit: string;
}

async function makeUnlessThere(source: GitView, wanted: AddRequest): Promise<boolean> {
  const { worktree, branch } = wanted;
  const entry = await findEntry(source.commonDir, worktree);
  const isOurs = entry?.branch === `refs/heads/${branch}`;
  if (isOurs && entry.lock === UNFINISHED) {
    // A crash came before its files were all there; nobody worked in it yet.
    await rm(worktree, { recursive: true, force: true });
    await removeEntry(entry);
  } else if (existsSync(worktree)) {
    if (isOurs) return false;
    throw new AppError(
      'invalid_input',
      `“${worktree}” exists already and is not this run's worktree.`,
    );
  }
  await addWorktree(source, wanted, isOurs ? entry : null);
  return true;
}

async function addWorktree(
  source: GitView,
  { worktree, branch, commit }: AddRequest,
  left: WorktreeEntry | null,
): Promise<void> {
  await refuseObstacles(source, branch);
  const tip = await readCommit(source, `refs/heads/${branch}`);
  // A crash can leave the branch without its worktree; it is taken up only where it still stands at
  // the base.
  if (tip !== null && tip !== commit) throw otherWork(worktree, branch, left !== null);
  if (left !== null && existsSync(left.folder)) await removeEntry(left);
  await mkdir(dirname(worktree), { recursive: true });
  if (tip === null) {
    const args = ['update-ref', '--end-of-options', `refs/heads/${branch}`, commit];
    // The empty old value: it must not be there.
    await readGit({ view: source, args: [...args, ''] });
  }
  const entry = await createEntry(source, { worktree, branch });
  try {
    await fill(worktree);
    await finishEntry(entry);
  } catch (error) {
    await rm(worktree, { recursive: true, force: true });
    await removeEntry({ folder: entry, branch, lock: UNFINISHED });
    if (tip === null) {
      const args = ['update-ref', '-d', '--end-of-options', `refs/heads/${branch}`, commit];
      await readGit({ view: source, args });
    }
    throw error;
  }
}

/** Puts the branch's files there. No filter runs: what Git LFS stores stays the pointer to it. */
async function fill(worktree: string): Promise<void> {
  await withView(await openWorktreePlace(worktree), async (view) => {
    const reply = await runGit({ view, args: ['read-tree', '--reset', '-u', 'HEAD'] });
    if (reply.exitCode === 0) return;
    const said = reply.stderr.trim().split('\n').at(-1) ?? '';
    throw new AppError(
      'invalid_input',
      `The files of the commit could not be written to “${worktree}”: ${said}. Where the repository is a partial clone, fetch what is missing first (git fetch --refetch --no-filter).`,
    );
  });
}

/** What keeps the branch from being made, said before anything is touched. */
async function refuseObstacles(source: GitView, branch: string): Promise<void> {
  await checkToWrite(source, branch);
  if (source.config.refStorage !== 'files') {
    throw new AppError(
      'invalid_input',
      `“${source.cwd}” keeps its branches in the ${source.config.refStorage} format; runs need a repository that keeps them in files.`,
    );
  }
  const parts = branch.split('/');
  for (let length = 1; length < parts.length; length += 1) {
    const name = parts.slice(0, length).join('/');
    if ((await readCommit(source, `refs/heads/${name}`)) === null) continue;
    throw new AppError(
      'invalid_input',
      `“${source.cwd}” has a branch called “${name}”, and git can have no branch “${branch}” beside it. Give it another name first: git branch -m ${name} ${name}-old`,
    );
  }
}

function otherWork(worktree: string, branch: string, wasThere: boolean): AppError {
  return new AppError(
    'invalid_input',
    wasThere
      ? `The run's worktree “${worktree}” was removed by hand. What the run committed is on the branch “${branch}”: start a new run, or bring the folder back with “git worktree add -f ${worktree} ${branch}”.`
      : `The branch “${branch}” exists already with other work on it.`,
  );
}
