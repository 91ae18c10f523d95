import { AppError } from '#shared/errors.ts';
import { remark, type Cli } from '../cli.ts';
import type { Engine } from '../engine/engine.ts';
import { withAnyEngine } from '../engine/with-engine.ts';
import { gitTopLevel } from '../state/git-top-level.ts';
import { workingFolder } from '../state/current-project.ts';

type Rag = Engine['client']['rag'];

/**
 * Uses the code index of the working folder's repository. One that is not open yet is opened and
 * read first.
 */
export async function withIndex<T>(
  cli: Cli,
  use: (rag: Rag, repo: string) => Promise<T>,
): Promise<T> {
  const repo = requireRepository(cli);
  return withAnyEngine(cli, async (engine) => {
    const { rag } = engine.client;
    // An engine of our own has nothing open and was not notified of changes.
    if (engine.isShortLived) await rag.refreshIndex({ repo });
    try {
      return await use(rag, repo);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'unknown_index') throw error;
      remark(cli, `indexing ${repo} first`);
      await rag.refreshIndex({ repo });
      return use(rag, repo);
    }
  });
}

/**
 * The repository around the working folder; `not_a_repository` with what to do when there is none.
 */
export function requireRepository(cli: Cli): string {
  const folder = workingFolder(cli);
  if (gitTopLevel(folder) !== null) return folder;
  throw new AppError(
    'not_a_repository',
    `${folder} is not in a git repository. Go to one, or name one with --repo PATH.`,
  );
}
