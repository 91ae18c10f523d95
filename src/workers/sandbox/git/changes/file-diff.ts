import { AppError } from '#shared/errors.ts';
import type { RunWork } from '#shared/messages/changes.ts';
import { readGit, runGit } from '../run-git.ts';
import { DIFF_OPTIONS, withWork } from './with-work.ts';

const MOST_BYTES = 1_048_576;
const MOST_LINES = 10_000;

/** The patch of one file, cut at 10,000 lines or 1 MB. */
export async function fileDiff(
  run: RunWork,
  paths: readonly string[],
): Promise<{ patch: string; truncated: boolean }> {
  const found = await withWork(run, async ({ view, env, commits }) => {
    const args = ['diff', ...DIFF_OPTIONS, ...commits, '--', ...paths];
    const reply = await runGit({ view, env, args, maxBytes: MOST_BYTES });
    if (reply.exitCode !== 0) return readGit({ view, env, args }).then(() => null);
    const lines = reply.stdout.split('\n');
    const isLong = lines.length > MOST_LINES;
    // What was cut within a line says nothing.
    const kept = isLong
      ? lines.slice(0, MOST_LINES)
      : lines.slice(0, reply.truncated ? -1 : undefined);
    return { patch: kept.join('\n'), truncated: isLong || reply.truncated };
  });
  if (found !== null) return found;
  throw new AppError(
    'illegal_transition',
    `Neither the run's worktree nor its branch “${run.branch}” is there any more.`,
  );
}
