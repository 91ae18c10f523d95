import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '#shared/errors.ts';
import type { Dependency, PreparedWorktree } from '#shared/messages/host.ts';
import { isRefusal } from '../../files/refusal.ts';
import { RootFolder } from '../../files/root-folder.ts';
import { bringContent } from './bring-content.ts';
import { bringSubmodules } from './bring-submodules.ts';
import { checkToWrite } from './check-git-folder.ts';
import { checkBranch, checkPath, checkValue } from './check-value.ts';
import { findDependencies } from './find-dependencies.ts';
import { findRepository, openWorktreePlace } from './find-repository.ts';
import { readCommit } from './git-facts.ts';
import { withView, type GitView } from './git-view.ts';
import { listSubmodules } from './list-submodules.ts';
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
    const lacks = await makeUnlessThere(source, { worktree, branch, commit });
    const created = lacks !== null;
    const dependencies = [...(await submodulesIn(worktree)), ...(await findDependencies(source))];
    return { worktree, branch, commit, created, dependencies, lacks: lacks ?? [] };
  });
}

interface AddRequest {
  worktree: string;
  branch: string;
  commit: string;
}

/** What it could not be given, in sentences; null: it was there. */
async function makeUnlessThere(source: GitView, wanted: AddRequest): Promise<string[] | null> {
  const { worktree, branch } = wanted;
  const entry = await findEntry(source.commonDir, worktree);
  const isOurs = entry?.branch === `refs/heads/${branch}`;
  if (isOurs && entry.lock === UNFINISHED) {
    // A crash came before its files were all there; nobody worked in it yet.
    await rm(worktree, { recursive: true, force: true });
    await removeEntry(entry);
  } else if (existsSync(worktree)) {
    if (isOurs) return null;
    throw new AppError(
      'invalid_input',
      `“${worktree}” exists already and is not this run's worktree.`,
    );
  }
  return addWorktree(source, wanted, isOurs ? entry : null);
}

async function addWorktree(
  source: GitView,
  { worktree, branch, commit }: AddRequest,
  left: WorktreeEntry | null,
): Promise<string[]> {
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
    const lacks = await fill(source, worktree);
    await finishEntry(entry);
    return lacks;
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

/**
 * Puts the branch's files there, with those of submodules. No filter runs: what one stores is
 * brought as the checkout has it, or stays as it is stored. Answers what is lacking, in sentences.
 */
async function fill(source: GitView, worktree: string): Promise<string[]> {
  return withView(await openWorktreePlace(worktree), async (view) => {
    const reply = await runGit({ view, args: ['read-tree', '--reset', '-u', 'HEAD'] });
    if (reply.exitCode !== 0) {
      const said = reply.stderr.trim().split('\n').at(-1) ?? '';
      throw new AppError(
        'invalid_input',
        `The files of the commit could not be written to “${worktree}”: ${said}. Where the repository is a partial clone, fetch what is missing first (git fetch --refetch --no-filter).`,
      );
    }
    const filling = { view, toplevel: view.toplevel, prefix: '' };
    return [...(await bringContent(source, filling)), ...(await bringSubmodules(source, filling))];
  });
}

/** Submodules that have files in the worktree: what a command writes there ends with it. */
async function submodulesIn(worktree: string): Promise<Dependency[]> {
  return withView(await openWorktreePlace(worktree), async (view) => {
    using tree = new RootFolder(view.toplevel);
    const all = (await listSubmodules({ view })).map(({ path }) => path);
    const filled = all.filter((path) => {
      const listed = tree.list(path);
      return !isRefusal(listed) && listed.entries.length > 0;
    });
    return filled.map((place) => ({ place, from: join(view.toplevel, place) }));
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
