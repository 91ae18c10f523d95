import { basename, dirname, join, resolve } from 'node:path';
import { AppError } from '#shared/errors.ts';
import { formatArgv } from '#shared/present/format-argv.ts';
import { readPointer } from '../../files/git-folders.ts';
import { isRefusal } from '../../files/refusal.ts';
import { openIfThere } from '../../files/root-folder.ts';
import { isGitFolder } from './is-git-folder.ts';
import { isTrue, readKeys } from './read-keys.ts';
import { refuseBroadFolder } from './refuse-broad-folder.ts';

const MOST_NAMED = 5;

/** The refusal of a folder that lies in no work tree: what it is instead, and what helps. */
export async function noWorkTree(folder: string, real: string): Promise<AppError> {
  for (let at = real; dirname(at) !== at; at = dirname(at)) {
    if (!(await isGitFolder(at, at))) continue;
    const keys = await readKeys(join(at, 'config'));
    if (isTrue(keys.get('core.bare'))) return bareRepository(folder, at);
    const owner = basename(at) === '.git' ? `: ${dirname(at)}` : '';
    return refusal(
      `“${folder}” lies in the git folder of a repository; choose the folder that it keeps${owner}.`,
    );
  }
  await refuseBroadFolder(real);
  return new AppError(
    'no_first_commit',
    `“${folder}” is not a git repository; choose another folder, or make it one with a first commit of what is in it: ${formatArgv(['vp', 'init', '--repo', real])}`,
  );
}

/** `folder` is what somebody chose, `gitDir` the bare repository that it stands for. */
export function bareRepository(folder: string, gitDir: string): AppError {
  const trees = worktreesOf(gitDir);
  const named = trees.slice(0, MOST_NAMED).join(', ');
  const more = trees.length > MOST_NAMED ? ` and ${trees.length - MOST_NAMED} more` : '';
  if (trees.length > 0) {
    return refusal(
      `“${folder}” is a bare repository; choose one of its worktrees: ${named}${more}.`,
    );
  }
  const branch = /^ref: refs\/heads\/(.+)$/.exec(readPointer(join(gitDir, 'HEAD')) ?? '')?.[1];
  const place = join(dirname(gitDir), basename(branch ?? 'main'));
  const make = formatArgv(['git', '-C', gitDir, 'worktree', 'add', place, branch ?? 'main']);
  return refusal(
    `“${folder}” is a bare repository and has no worktree; make one and choose that: ${make}`,
  );
}

/** Those whose folder is there, as `git worktree list` names them. */
function worktreesOf(gitDir: string): string[] {
  using folder = openIfThere(gitDir);
  const listed = folder?.list('worktrees');
  const entries = listed === undefined || isRefusal(listed) ? [] : listed.entries;
  const found = entries.flatMap(({ name }) => {
    const entry = join(gitDir, 'worktrees', name);
    const said = readPointer(join(entry, 'gitdir'));
    if (said === null) return [];
    const tree = dirname(resolve(entry, said));
    using opened = openIfThere(tree);
    return opened?.has('.git') === true ? [tree] : [];
  });
  return found.sort((a, b) => (a < b ? -1 : 1));
}

function refusal(sentence: string): AppError {
  return new AppError('not_a_repository', sentence);
}
