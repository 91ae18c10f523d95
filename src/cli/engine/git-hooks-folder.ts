import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '#shared/errors.ts';

/**
 * The folder git takes a repository's hooks from: core.hooksPath where it is set, else the usual
 * one. Absolute.
 */
export async function gitHooksFolder(repo: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('git', ['rev-parse', '--git-path', 'hooks'], {
      cwd: repo,
    });
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
