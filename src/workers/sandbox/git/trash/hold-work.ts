import { rm } from 'node:fs/promises';
import { AppError } from '#shared/errors.ts';
import { makeTemporary } from '../../../files/temporary-folder.ts';
import { addAll } from '../add-all.ts';
import { IDENTITY } from '../commit-worktree.ts';
import { readCommit } from '../git-facts.ts';
import type { GitView } from '../git-view.ts';
import { ignoreLeavings } from '../leavings.ts';
import { readGit, runGit } from '../run-git.ts';
import { copyIndex, writeTree } from '../tree-hash.ts';

/** More reflog entries than these are not looked at one by one. */
const MOST_TIPS = 500;

/**
 * Holds the work of a worktree by a ref, so that git keeps it: its changes and new files as a
 * commit whose parents are HEAD, the branch, what is staged, and what only the reflog knows. Index,
 * HEAD and files stay as they are. Answers null where there is nothing at all to hold. Files that
 * git cannot store (unreadable, above the limit, repositories without a commit) stay out of it: the
 * folder itself is kept, too.
 */
export async function holdWork(
  view: GitView,
  { branch, ref }: { branch: string; ref: string },
): Promise<string | null> {
  const folder = await makeTemporary('hold');
  try {
    const env = { ...IDENTITY, GIT_INDEX_FILE: await copyIndex(view, folder) };
    const head = await readCommit(view, 'HEAD');
    const staged = await orNull(writeTree(view, env));
    const files = (await orNull(treeOfFiles(view, env, folder))) ?? staged;
    const commits = await tipsOf(view, branch);
    const stagedCommit = staged === null ? null : await commitTree(view, staged, head);
    const parents = await independent(view, [head, stagedCommit, ...commits]);
    const tree = files ?? (await treeOf(view, parents[0]));
    if (tree === null) return null;
    const parent = parents.flatMap((each) => ['-p', each]);
    const input = `Work of ${branch} when it was moved to the trash\n`;
    const args = ['commit-tree', tree, ...parent];
    const commit = (await readGit({ view, args, env: IDENTITY, input })).trim();
    await readGit({ view, args: ['update-ref', '--end-of-options', ref, commit] });
    return commit;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function treeOfFiles(
  view: GitView,
  env: Readonly<Record<string, string>>,
  folder: string,
): Promise<string> {
  const config = [...(await ignoreLeavings(folder)), 'add.ignoreErrors=true'];
  await orNull(addAll({ view, env, config }, folder));
  return writeTree(view, env);
}

async function treeOf(view: GitView, commit: string | undefined): Promise<string | null> {
  if (commit === undefined) return null;
  return (await readGit({ view, args: ['rev-parse', `${commit}^{tree}`] })).trim();
}

async function commitTree(view: GitView, tree: string, head: string | null): Promise<string> {
  const parent = head === null ? [] : ['-p', head];
  const args = ['commit-tree', tree, ...parent];
  return (await readGit({ view, args, env: IDENTITY, input: 'What was staged\n' })).trim();
}

/** Where git notes commits while a merge, a rebase or the like is under way. */
const NOTED = ['MERGE_HEAD', 'ORIG_HEAD', 'CHERRY_PICK_HEAD', 'REVERT_HEAD', 'REBASE_HEAD'];

/** The branch, and every commit at which the worktree stood. */
async function tipsOf(view: GitView, branch: string): Promise<(string | null)[]> {
  const args = ['log', '--walk-reflogs', `--max-count=${MOST_TIPS}`, '--format=%H', 'HEAD', '--'];
  const reply = await runGit({ view, args });
  const walked = reply.exitCode === 0 ? reply.stdout.split('\n').filter(Boolean) : [];
  const noted = await Promise.all(NOTED.map((name) => readCommit(view, name)));
  return [await readCommit(view, `refs/heads/${branch}`), ...noted, ...walked];
}

/** The commits that are no ancestors of others among them; the first one first where it is. */
async function independent(view: GitView, all: readonly (string | null)[]): Promise<string[]> {
  const commits = [...new Set(all.filter((each) => each !== null))];
  if (commits.length < 2) return commits;
  const reply = await runGit({ view, args: ['merge-base', '--independent', ...commits] });
  // A shallow or damaged history cannot be compared: then each is a parent of its own.
  if (reply.exitCode !== 0) return commits;
  const found = new Set(reply.stdout.split('\n').filter(Boolean));
  return commits.filter((each) => found.has(each));
}

/** What git refuses to do is left out; anything else is a fault. */
async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
