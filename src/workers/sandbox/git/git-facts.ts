import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError } from '#shared/errors.ts';
import type { GitFacts } from '#shared/messages/host.ts';
import { checkPath } from './check-value.ts';
import { disarmFilters } from './disarm-filters.ts';
import { readGit, runGit } from './run-git.ts';

/**
 * Commit, branch, dirty state and folders of a repository; AppError not_a_repository when it is
 * none.
 */
export async function readGitFacts(repo: string): Promise<GitFacts> {
  const toplevel = await findToplevel(repo);
  const [commit, branch, dirty, common] = await Promise.all([
    readCommit(toplevel, 'HEAD'),
    readBranch(toplevel),
    isDirty(toplevel),
    readGit({ cwd: toplevel, args: ['rev-parse', '--git-common-dir'] }),
  ]);
  return { commit, branch, dirty, toplevel, commonDir: resolve(toplevel, common.trimEnd()) };
}

/** Absolute top level of the repository a folder lies in. */
export async function findToplevel(repo: string): Promise<string> {
  checkPath('repository', repo);
  const facts = await stat(repo).catch(() => null);
  if (facts?.isDirectory() !== true) {
    throw new AppError('not_a_repository', `The folder “${repo}” does not exist.`);
  }
  const reply = await runGit({ cwd: repo, args: ['rev-parse', '--show-toplevel'] });
  if (reply.exitCode !== 0) {
    throw new AppError(
      'not_a_repository',
      `“${repo}” is not a git repository; run “git init” there or choose another folder.`,
    );
  }
  return reply.stdout.replace(/\n$/, '');
}

/** The commit a revision names, or null. */
export async function readCommit(cwd: string, revision: string): Promise<string | null> {
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
  const reply = await runGit({ cwd, args });
  return reply.exitCode === 0 ? reply.stdout.trim() : null;
}

/** Whether anything tracked changed or anything untracked and not ignored is there. */
export async function isDirty(cwd: string): Promise<boolean> {
  const env = await disarmFilters(cwd);
  const args = [
    'status',
    '--porcelain=v1',
    '-z',
    '--untracked-files=normal',
    '--ignore-submodules=all',
  ];
  return (await readGit({ cwd, args, env })) !== '';
}

async function readBranch(cwd: string): Promise<string | null> {
  const reply = await runGit({ cwd, args: ['symbolic-ref', '--quiet', '--short', 'HEAD'] });
  return reply.exitCode === 0 ? reply.stdout.trim() : null;
}
