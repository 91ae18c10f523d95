import type { BranchMove, SettledMove } from '#shared/messages/merge.ts';
import { findRepository } from '../find-repository.ts';
import { readCommit } from '../git-facts.ts';
import { withView, type GitView } from '../git-view.ts';
import { readGit, runGit } from '../run-git.ts';
import { copyIndex } from '../tree-hash.ts';
import { findCheckout } from './find-checkouts.ts';
import { IndexTurn } from './index-turn.ts';
import { takeBack } from './take-back.ts';
import { touchedPaths } from './touched-paths.ts';

/**
 * Ends a move that a crash cut short: with the branch moved, its index follows; else files go back.
 * What was ended already stays as it is.
 */
export async function settleMove(move: BranchMove): Promise<SettledMove> {
  return withView(await findRepository(move.repo), async (view) => {
    const hasMoved = (await readCommit(view, `refs/heads/${move.branch}`)) === move.to;
    const place = await findCheckout(view, move.branch);
    const turn = place === null ? null : await IndexTurn.left(place, move);
    const ended = hasMoved ? ('moved' as const) : ('taken_back' as const);
    if (place === null || turn === null) return { ended, keptIn: null };
    return withView(place, async (there) => {
      const keptIn = hasMoved
        ? await followIndex(there, move, turn)
        : await takeBack(there, { touched: await touchedPaths(there, move.from, move.to), turn });
      await turn.end();
      return { ended, keptIn };
    });
  });
}

/** The index of the moved files, made anew: whether the one from before was put is not known. */
async function followIndex(view: GitView, move: BranchMove, turn: IndexTurn): Promise<null> {
  const env = { GIT_INDEX_FILE: await copyIndex(view, turn.folder) };
  await readGit({ view, env, args: ['read-tree', '-m', '-i', move.from, move.to] });
  // It ends with 1 when a file is not as the index has it: the person's own changes.
  await runGit({ view, env, args: ['update-index', '-q', '--refresh'] });
  await turn.put();
  return null;
}
