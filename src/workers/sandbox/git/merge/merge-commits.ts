import { AppError } from '#shared/errors.ts';
import { IDENTITY } from '../commit-worktree.ts';
import type { GitView } from '../git-view.ts';
import { readGit, runGit } from '../run-git.ts';
import { layAttributes, withBench, type MergeBench } from './merge-bench.ts';

export interface TwoCommits {
  ours: string;
  theirs: string;
}

/** The tree of a merge without conflict, or the paths that conflict. */
export type MergedTree = { tree: string } | { conflicts: string[] };

/** Git merges trees without a work tree since 2.38. */
const MERGES_TREES = [2, 38] as const;
/** The exit code of a merge that went through, but with conflicts. */
const CONFLICT = 1;

/**
 * Merges two commits, and changes neither work tree, index nor ref of the repository. Git reads no
 * settings of it, so no merge driver and no filter of its runs.
 */
export async function mergeCommits(
  view: GitView,
  commits: TwoCommits,
  version = gitVersion(view),
): Promise<MergedTree> {
  const [major, minor] = await version;
  const isNew = major > MERGES_TREES[0] || (major === MERGES_TREES[0] && minor >= MERGES_TREES[1]);
  return withBench(view, commits.ours, (bench) =>
    isNew ? mergeTrees(bench, commits) : mergeFiles(bench, commits),
  );
}

type Version = readonly [major: number, minor: number];

async function gitVersion(view: GitView): Promise<Version> {
  const said = await readGit({ view, args: ['version'] });
  const [, major = '0', minor = '0'] = /(\d+)\.(\d+)/.exec(said) ?? [];
  return [Number(major), Number(minor)];
}

async function mergeTrees(bench: MergeBench, { ours, theirs }: TwoCommits): Promise<MergedTree> {
  await layAttributes(bench, ours);
  const args = ['merge-tree', '--write-tree', '-z', '--name-only', '--no-messages', ours, theirs];
  const reply = await runGit({ view: bench, args });
  const [tree = '', ...paths] = reply.stdout.split('\0').filter(Boolean);
  if (reply.exitCode === 0) return { tree };
  if (reply.exitCode === CONFLICT && tree !== '') return { conflicts: [...new Set(paths)] };
  throw notMerged(reply.stderr);
}

/** With files in a throw-away work tree, which take as long to write as the repository is large. */
async function mergeFiles(bench: MergeBench, { theirs }: TwoCommits): Promise<MergedTree> {
  await readGit({ view: bench, args: ['read-tree', '--reset', '-u', 'HEAD'] });
  const how = ['--no-commit', '--no-ff', '--no-verify', '--no-gpg-sign', '--no-stat', '--quiet'];
  const reply = await runGit({ view: bench, args: ['merge', ...how, theirs], env: IDENTITY });
  if (reply.exitCode === 0) {
    return { tree: (await readGit({ view: bench, args: ['write-tree'] })).trim() };
  }
  const unmerged = await readGit({
    view: bench,
    args: ['diff', '--name-only', '-z', '--diff-filter=U'],
  });
  const conflicts = unmerged.split('\0').filter(Boolean);
  if (conflicts.length > 0) return { conflicts: [...new Set(conflicts)] };
  throw notMerged(reply.stderr);
}

function notMerged(said: string): AppError {
  const last = said.trim().split('\n').at(-1) ?? '';
  return new AppError('invalid_input', `Git could not merge: ${last || 'it gave no reason'}.`);
}
