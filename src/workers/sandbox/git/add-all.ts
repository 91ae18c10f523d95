import { writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { execa } from 'execa';
import { findSystemProgram } from '../find-system-program.ts';
import { listSubmodules } from './list-submodules.ts';
import { readGit, type GitCall } from './run-git.ts';

/** A file above this size is no part of a tree: git would keep every version of it for ever. */
export const LARGE_FILE_MB = 100;
const MAX_BUFFER = 16 * 1_048_576;

type AddCall = Pick<GitCall, 'view' | 'env' | 'config'>;

/**
 * Adds everything to the index but files above the limit, which it answers, relative; a tracked one
 * stays as the index has it, and so does a submodule. A list is written into `folder`.
 */
export async function addAll(call: AddCall, folder: string): Promise<string[]> {
  const left = await largeFiles(call);
  await addBut(left, { ...call, folder, how: '--all' });
  return left;
}

/**
 * Adds all of a worktree but the paths that are named, and submodules, which stay as they are: `git
 * add` would ask each by a git that works in it and reads its settings.
 */
export async function addBut(
  left: readonly string[],
  call: AddCall & { folder: string; how: '--all' | '--intent-to-add' },
): Promise<void> {
  const list = join(call.folder, 'paths');
  const submodules = (await listSubmodules(call)).map(({ path }) => path);
  const excluded = [...left, ...submodules];
  const paths = ['.', ...excluded.map((each) => `:(exclude,literal)${each}`)];
  await writeFile(list, paths.join('\0'));
  const args = ['add', call.how, `--pathspec-from-file=${list}`, '--pathspec-file-nul'];
  await readGit({ ...call, args, env: { ...call.env, GIT_LITERAL_PATHSPECS: '0' } });
}

/** Those that git would add: untracked or changed, and not ignored. */
export async function largeFiles(call: AddCall): Promise<string[]> {
  const found = await findLargeFiles(call.view.cwd);
  if (found.length === 0) return [];
  const which = ['--others', '--modified', '--exclude-standard'];
  const listed = await readGit({ ...call, args: ['ls-files', '-z', ...which, '--', ...found] });
  return [...new Set(listed.split('\0').filter(Boolean))].sort();
}

async function findLargeFiles(worktree: string): Promise<string[]> {
  const program = findSystemProgram('find');
  if (program === null) return [];
  const size = `+${LARGE_FILE_MB * 1024}k`;
  const { stdout } = await execa(
    program,
    [worktree, '-name', '.git', '-prune', '-o', '-type', 'f', '-size', size, '-print0'],
    { reject: false, maxBuffer: MAX_BUFFER, env: {}, extendEnv: false },
  );
  const found = (stdout ?? '').split('\0').filter(Boolean);
  return found.map((each) => relative(worktree, each));
}
