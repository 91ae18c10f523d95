import { AppError } from '#shared/errors.ts';
import { isRefusal } from '../../../files/refusal.ts';
import { RootFolder } from '../../../files/root-folder.ts';
import type { GitView } from '../git-view.ts';
import { readGit } from '../run-git.ts';
import { namePaths } from './name-paths.ts';
import { isSubmodule, type TouchedPath } from './touched-paths.ts';

/**
 * Refuses to move a work tree's files when one of those that would change is not as its commit has
 * it: changed, staged, in the way, or hidden from git's own look (assume-unchanged, skip-worktree).
 * `env` names a copy of its index, of which only the times are brought up to date.
 */
export async function checkTouched(
  view: GitView,
  touched: readonly TouchedPath[],
  { from, env }: { from: string; env: Readonly<Record<string, string>> },
): Promise<void> {
  const paths = new Set(touched.map(({ path }) => path));
  const among = (listed: string): string[] => split(listed).filter((path) => paths.has(path));
  refuse(split(await readGit({ view, env, args: ['ls-files', '-z', '--unmerged'] })).map(nameOf), {
    why: 'are not merged yet',
  });
  refuse(
    touched.filter(isSubmodule).map(({ path }) => path),
    { why: 'are submodules' },
  );
  refuse(among(await readGit({ view, env, args: stagedFrom(from) })), {
    why: 'have staged changes',
  });
  await readGit({
    view,
    env,
    args: ['update-index', '-q', '--refresh', '--ignore-submodules'],
  }).catch(ignoreStale);
  const changed = ['diff-files', '-z', '--name-only', '--ignore-submodules=all'];
  refuse(among(await readGit({ view, env, args: changed })), { why: 'have changes' });
  using tree = new RootFolder(view.toplevel);
  const listed = split(await readGit({ view, env, args: ['ls-files', '-z', '-v'] }));
  const hidden = listed.filter((entry) => isHidden(entry, tree)).map((entry) => entry.slice(2));
  refuse(
    hidden.filter((path) => paths.has(path)),
    {
      why: 'are marked so that git does not look at them (assume-unchanged or skip-worktree)',
    },
  );
  const inTheWay = touched.filter((each) => each.from === null && isInTheWay(tree, each.path));
  refuse(
    inTheWay.map(({ path }) => path),
    { why: 'lie there and belong to no commit' },
  );
}

function stagedFrom(from: string): string[] {
  return ['diff-index', '--cached', '-z', '--name-only', '--ignore-submodules=all', from];
}

/** It ends with 1 when a file is not as the index has it, which is looked at afterwards. */
function ignoreStale(error: unknown): void {
  if (!(error instanceof AppError)) throw error;
}

/** An entry of `ls-files -v`: a small letter is assumed unchanged, an S is not checked out. */
function isHidden(entry: string, tree: RootFolder): boolean {
  const [tag = ''] = entry;
  if (tag !== 'S' && tag !== 's') return tag !== tag.toUpperCase();
  return tag === 's' || tree.has(entry.slice(2));
}

/** What is in a folder there, git looks through itself. */
function isInTheWay(tree: RootFolder, path: string): boolean {
  const facts = tree.stat(path);
  return !isRefusal(facts) && !facts.isDirectory();
}

function split(listed: string): string[] {
  return listed.split('\0').filter(Boolean);
}

/** Of an entry of `ls-files --unmerged`: mode, id and stage come before a tab. */
function nameOf(entry: string): string {
  return entry.slice(entry.indexOf('\t') + 1);
}

function refuse(paths: readonly string[], { why }: { why: string }): void {
  if (paths.length === 0) return;
  throw new AppError(
    'illegal_transition',
    `Nothing was changed, because that would touch ${namePaths([...new Set(paths)])}, which ${why} in your checkout. Commit or put them aside and try again, or open the branch.`,
  );
}
