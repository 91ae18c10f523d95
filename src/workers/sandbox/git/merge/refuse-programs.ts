import { AppError } from '#shared/errors.ts';
import type { GitView } from '../git-view.ts';
import { readGit, runGit } from '../run-git.ts';
import { layAttributes, withBench, type MergeBench } from './merge-bench.ts';
import type { TwoCommits } from './merge-commits.ts';
import { namePaths } from './name-paths.ts';
import { touchedPaths } from './touched-paths.ts';

/** What `git check-attr` says where no program of the repository has a part. */
const NO_FILTER = new Set(['unspecified', 'unset', 'set']);
const BUILT_IN_MERGES = new Set(['unspecified', 'unset', 'set', 'text', 'binary', 'union']);

/**
 * Refuses a merge of which a program of the repository is a part: a file that both sides changed
 * and that a merge driver would have to join, or a file of `touched` that a filter stores. Git LFS
 * keeps a pointer in the place of such a file; without the filter, a merge would put the pointer
 * where the content lies.
 */
export async function refusePrograms(
  view: GitView,
  commits: TwoCommits,
  touched: readonly string[],
): Promise<void> {
  const joined = await joinedPaths(view, commits);
  await withBench(view, commits.ours, async (bench) => {
    await layAttributes(bench, commits.ours);
    const driven = await pathsWith(bench, 'merge', joined, BUILT_IN_MERGES);
    refuse(driven, 'are joined by a merge driver of the repository, which Slipway does not run');
  });
  for (const commit of [commits.ours, commits.theirs]) {
    await withBench(view, commit, async (bench) => {
      await layAttributes(bench, commit);
      const filtered = await pathsWith(bench, 'filter', touched, NO_FILTER);
      refuse(filtered, 'are stored through a filter (Git LFS and the like), and Slipway runs none');
    });
  }
}

/** Those that both sides changed since they parted. */
async function joinedPaths(view: GitView, { ours, theirs }: TwoCommits): Promise<string[]> {
  const reply = await runGit({ view, args: ['merge-base', ours, theirs] });
  const base = reply.stdout.trim();
  if (reply.exitCode !== 0 || base === '') return [];
  const mine = await touchedPaths(view, base, ours);
  const others = new Set((await touchedPaths(view, base, theirs)).map(({ path }) => path));
  return mine.map(({ path }) => path).filter((path) => others.has(path));
}

async function pathsWith(
  bench: MergeBench,
  attribute: 'merge' | 'filter',
  paths: readonly string[],
  harmless: ReadonlySet<string>,
): Promise<string[]> {
  if (paths.length === 0) return [];
  const args = ['check-attr', '-z', '--stdin', attribute];
  const fields = (await readGit({ view: bench, args, input: paths.join('\0') })).split('\0');
  const found: string[] = [];
  for (let at = 0; at + 2 < fields.length; at += 3) {
    if (!harmless.has(fields[at + 2] ?? '')) found.push(fields[at] ?? '');
  }
  return found;
}

function refuse(paths: readonly string[], why: string): void {
  if (paths.length === 0) return;
  throw new AppError(
    'illegal_transition',
    `${namePaths(paths)} ${why}. Nothing was merged: merge the branch yourself with git, which runs it.`,
  );
}
