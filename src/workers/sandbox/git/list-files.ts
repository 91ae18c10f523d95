import { AppError } from '#shared/errors.ts';
import { runGit } from './run-git.ts';

const SELECTIONS = {
  /**
   * Tracked files, and the others that git does not ignore; repositories inside end with a slash.
   */
  shown: ['--cached', '--others'],
  /** Tracked files that the rules name; git does not ignore what it tracks. */
  tracked_although_named: ['--cached', '--ignored'],
} as const;

export interface FileSelection {
  /** Top level of the work tree. */
  root: string;
  which: keyof typeof SELECTIONS;
  /** File with the user's own rules. */
  excludesFile: string;
}

/** Paths relative to the root. Throws AppError with git's own words where git cannot answer. */
export async function listFiles({ root, which, excludesFile }: FileSelection): Promise<string[]> {
  const reply = await runGit({
    cwd: root,
    args: ['ls-files', ...SELECTIONS[which], '--exclude-standard', '-z'],
    config: [`core.excludesFile=${excludesFile}`],
    env: ceilingOf(root),
  });
  if (reply.exitCode === 0 && !reply.truncated)
    return reply.stdout.split('\0').filter((path) => path !== '');
  const why = reply.truncated ? 'the list of files is too long' : reply.stderr.trim();
  throw new AppError('internal', `git ls-files failed: ${why}`);
}

/** Keeps git from taking a repository around the root for the root's own. */
export function ceilingOf(root: string): Record<string, string> {
  return { GIT_CEILING_DIRECTORIES: root.slice(0, Math.max(1, root.lastIndexOf('/'))) };
}
