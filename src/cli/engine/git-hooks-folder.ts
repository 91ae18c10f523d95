import { execFile } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '#shared/errors.ts';

export interface HooksFolder {
  /** Where git takes the repository's hooks from: core.hooksPath where it is set. Absolute. */
  folder: string;
  /** Whether it lies within the repository, so that no other repository uses it, too. */
  isOwn: boolean;
}

/** Asks the user's own git, with the user's own settings: those may name a folder for all hooks. */
export async function gitHooksFolder(repo: string): Promise<HooksFolder> {
  const [hooks, shared, toplevel] = await Promise.all([
    revParse(repo, '--git-path', 'hooks'),
    revParse(repo, '--git-common-dir'),
    revParse(repo, '--show-toplevel'),
  ]);
  const real = realOfNearest(hooks);
  const isOwn = [shared, toplevel].some((folder) => real.startsWith(`${realpathSync(folder)}/`));
  return { folder: hooks, isOwn };
}

async function revParse(repo: string, ...args: string[]): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('git', ['rev-parse', ...args], { cwd: repo });
    return resolve(repo, stdout.replace(/\n$/, ''));
  } catch (cause) {
    const words = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : '';
    throw new AppError(
      'not_a_repository',
      `git could not name the hooks folder of ${repo}${words === '' ? '; is git installed?' : `: ${words}`}`,
      { cause },
    );
  }
}

/** Real path of a folder that may not be there yet. */
function realOfNearest(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const parent = dirname(path);
  return parent === path ? path : resolve(realOfNearest(parent), path.slice(parent.length + 1));
}
