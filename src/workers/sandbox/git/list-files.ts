import { AppError } from '#shared/errors.ts';
import { runGit, type GitSeat } from './run-git.ts';

const SELECTIONS = {
  /**
   * Tracked files, and the others that git does not ignore; repositories inside end with a slash.
   */
  shown: ['--cached', '--others'],
  /** Tracked files that the rules name; git does not ignore what it tracks. */
  tracked_although_named: ['--cached', '--ignored'],
} as const;

export interface FileSelection {
  view: GitSeat;
  which: keyof typeof SELECTIONS;
  /** File with the user's own rules. */
  excludesFile: string;
}

/** Paths relative to the top level. Throws AppError with git's words where git cannot answer. */
export async function listFiles({ view, which, excludesFile }: FileSelection): Promise<string[]> {
  const reply = await runGit({
    view,
    args: ['ls-files', ...SELECTIONS[which], '--exclude-standard', '-z'],
    config: [`core.excludesFile=${excludesFile}`],
  });
  if (reply.exitCode === 0 && !reply.truncated)
    return reply.stdout.split('\0').filter((path) => path !== '');
  const why = reply.truncated ? 'the list of files is too long' : reply.stderr.trim();
  throw new AppError('internal', `git ls-files failed: ${why}`);
}
