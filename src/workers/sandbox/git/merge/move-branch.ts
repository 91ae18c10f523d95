import { AppError } from '#shared/errors.ts';
import type { BranchMove, MovedBranch } from '#shared/messages/merge.ts';
import { RootFolder } from '../../../files/root-folder.ts';
import { checkToWrite } from '../check-git-folder.ts';
import { checkBranch } from '../check-value.ts';
import { findRepository } from '../find-repository.ts';
import { readCommit } from '../git-facts.ts';
import { withView, type GitView } from '../git-view.ts';
import { readGit, runGit } from '../run-git.ts';
import { copyIndex } from '../tree-hash.ts';
import { checkTouched } from './check-touched.ts';
import { findCheckout } from './find-checkouts.ts';
import { IndexTurn } from './index-turn.ts';
import { takeBack } from './take-back.ts';
import { touchedPaths, type TouchedPath } from './touched-paths.ts';

/** The steps at which a move can be cut short, in order. */
export const MOVE_STEPS = ['taken', 'checked', 'files', 'ref', 'index', 'ended'] as const;
export type MoveStep = (typeof MOVE_STEPS)[number];
/** Told at each step; what it throws is a fault at that step. */
export type AtStep = (step: MoveStep) => Promise<void> | void;

/**
 * Moves a branch from one commit to another. Where a work tree stands on it, its files and index
 * move along, or nothing moves: `update-ref` alone would leave them as the reverse of the move.
 * Refused with everything as it was when a file that would change is not as its commit has it.
 */
export async function moveBranch(
  move: BranchMove,
  atStep: AtStep = () => undefined,
): Promise<MovedBranch> {
  checkBranch(move.branch);
  return withView(await findRepository(move.repo), async (view) => {
    await checkToWrite(view, move.branch);
    await refuseAlias(view, move.branch);
    const place = await findCheckout(view, move.branch);
    if (place === null) {
      await moveRef(view, move);
      return { checkedOutAt: null };
    }
    await withView(place, (there) => moveCheckout(there, move, atStep));
    return { checkedOutAt: place.toplevel };
  });
}

async function moveCheckout(view: GitView, move: BranchMove, atStep: AtStep): Promise<void> {
  const turn = await IndexTurn.take(view, move);
  const touched = await touchedPaths(view, move.from, move.to);
  try {
    await atStep('taken');
    const env = { GIT_INDEX_FILE: await copyIndex(view, turn.folder) };
    await requireTip(view, move);
    await checkTouched(view, touched, { from: move.from, env });
    await atStep('checked');
  } catch (error) {
    await turn.end();
    throw error;
  }
  try {
    await moveFiles(view, { move, touched, turn });
    await atStep('files');
    await moveRef(view, move);
  } catch (error) {
    await takeBack(view, { touched, turn });
    await turn.end();
    throw error;
  }
  await atStep('ref');
  await turn.put();
  await atStep('index');
  await turn.end();
  await atStep('ended');
}

async function moveFiles(
  view: GitView,
  { move, touched, turn }: { move: BranchMove; touched: readonly TouchedPath[]; turn: IndexTurn },
): Promise<void> {
  await turn.noteFolders(foldersToMake(view, touched));
  const env = { GIT_INDEX_FILE: turn.index };
  const args = ['read-tree', '-m', '-u', move.from, move.to];
  const reply = await runGit({ view, env, args });
  if (reply.exitCode === 0) return;
  const said = reply.stderr.trim().split('\n').at(-1) ?? '';
  throw new AppError(
    'illegal_transition',
    `Nothing was changed, because the files of “${view.toplevel}” could not be moved along: ${said || 'git gave no reason'}`,
  );
}

/** Folders of added files that are not there yet, the outer ones first. */
function foldersToMake(view: GitView, touched: readonly TouchedPath[]): string[] {
  using tree = new RootFolder(view.toplevel);
  const folders = new Set<string>();
  for (const { path } of touched.filter(({ from }) => from === null)) {
    const parts = path.split('/').slice(0, -1);
    for (let length = 1; length <= parts.length; length += 1) {
      const folder = parts.slice(0, length).join('/');
      if (!tree.has(folder)) folders.add(folder);
    }
  }
  return [...folders];
}

async function moveRef(view: GitView, move: BranchMove): Promise<void> {
  await requireTip(view, move);
  const args = ['update-ref', '-m', move.note, '--end-of-options', `refs/heads/${move.branch}`];
  await readGit({ view, args: [...args, move.to, move.from] });
}

async function requireTip(view: GitView, move: BranchMove): Promise<void> {
  if ((await readCommit(view, `refs/heads/${move.branch}`)) === move.from) return;
  throw new AppError(
    'illegal_transition',
    `Nothing was changed: “${move.branch}” has other commits than a moment ago. Try again.`,
  );
}

/** A branch that stands for another would move that one, wherever it is checked out. */
async function refuseAlias(view: GitView, branch: string): Promise<void> {
  const args = ['symbolic-ref', '--quiet', `refs/heads/${branch}`];
  const reply = await runGit({ view, args });
  if (reply.exitCode !== 0) return;
  throw new AppError(
    'illegal_transition',
    `Nothing was changed: “${branch}” only stands for “${reply.stdout.trim()}”. Name that branch.`,
  );
}
