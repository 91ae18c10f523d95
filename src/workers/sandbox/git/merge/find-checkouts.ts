import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { AppError } from '#shared/errors.ts';
import { readPointer } from '../../../files/git-folders.ts';
import { requireRepositoryAt, type RepositoryPlace } from '../find-repository.ts';
import type { GitView } from '../git-view.ts';
import { NO_REPOSITORY, runGit } from '../run-git.ts';

/** Files in a work tree's git folder that say what git is in the middle of there. */
const UNDER_WAY = [
  ['MERGE_HEAD', 'a merge'],
  ['CHERRY_PICK_HEAD', 'a cherry-pick'],
  ['REVERT_HEAD', 'a revert'],
  ['rebase-merge', 'a rebase'],
  ['rebase-apply', 'a rebase'],
  ['BISECT_LOG', 'a bisection'],
] as const;
/** Where git notes the branch that it will come back to. */
const RETURNS_TO = ['rebase-merge/head-name', 'rebase-apply/head-name', 'BISECT_START'];

/**
 * The work tree that stands on the branch; null when none does. Refused when several do, when it
 * cannot be reached, or when git is in the middle of something there.
 */
export async function findCheckout(view: GitView, branch: string): Promise<RepositoryPlace | null> {
  const folders = await gitFolders(view);
  const standing = folders.filter(({ gitDir }) => standsOn(gitDir, branch));
  for (const { gitDir } of folders) refuseReturning(gitDir, branch);
  const [only, other] = standing;
  if (only === undefined) return null;
  if (other !== undefined) throw refusal(`“${branch}” is checked out in more than one place`);
  const toplevel = await only.toplevel();
  if (toplevel === null || !existsSync(toplevel)) {
    throw refusal(`“${branch}” is checked out in a folder that is not there now (${only.gitDir})`);
  }
  const place = await requireRepositoryAt(toplevel);
  if (place.gitDir !== only.gitDir) {
    throw refusal(`the folder “${toplevel}” does not name the git folder that names it`);
  }
  const busy = UNDER_WAY.find(([file]) => existsSync(join(place.gitDir, file)));
  if (busy !== undefined) {
    throw refusal(`${busy[1]} is under way in “${toplevel}”; end it first`);
  }
  return place;
}

interface GitFolder {
  gitDir: string;
  toplevel(): Promise<string | null>;
}

async function gitFolders(view: GitView): Promise<GitFolder[]> {
  const linked = join(view.commonDir, 'worktrees');
  const names = await readdir(linked).catch(() => []);
  const main: GitFolder[] = (await isBare(view.commonDir))
    ? []
    : [{ gitDir: view.commonDir, toplevel: async () => mainToplevel(view) }];
  return [
    ...main,
    ...names.map((name) => {
      const gitDir = join(linked, name);
      return { gitDir, toplevel: async () => linkedToplevel(gitDir) };
    }),
  ];
}

function mainToplevel(view: GitView): string | null {
  if (view.gitDir === view.commonDir) return view.toplevel;
  return basename(view.commonDir) === '.git' ? dirname(view.commonDir) : null;
}

function linkedToplevel(gitDir: string): string | null {
  const named = readPointer(join(gitDir, 'gitdir'));
  return named === null ? null : dirname(resolve(gitDir, named));
}

/** The branch that HEAD of a bare repository names is checked out nowhere. */
async function isBare(commonDir: string): Promise<boolean> {
  const file = join(commonDir, 'config');
  const args = ['config', '--file', file, '--no-includes', '--type=bool', '--get', 'core.bare'];
  return (await runGit({ view: NO_REPOSITORY, args })).stdout.trim() === 'true';
}

function standsOn(gitDir: string, branch: string): boolean {
  return readPointer(join(gitDir, 'HEAD')) === `ref: refs/heads/${branch}`;
}

function refuseReturning(gitDir: string, branch: string): void {
  const names = [`refs/heads/${branch}`, branch];
  const file = RETURNS_TO.find((each) => names.includes(readPointer(join(gitDir, each)) ?? ''));
  if (file === undefined) return;
  throw refusal(`a rebase or bisection of “${branch}” is under way; end it first`);
}

function refusal(why: string): AppError {
  return new AppError('illegal_transition', `Nothing was changed: ${why}.`);
}
