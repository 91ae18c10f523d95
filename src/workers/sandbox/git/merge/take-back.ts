import { join } from 'node:path';
import { AppError } from '#shared/errors.ts';
import { isRefusal } from '../../../files/refusal.ts';
import { RootFolder } from '../../../files/root-folder.ts';
import { WritableFolder } from '../../../files/writable-folder.ts';
import type { GitView } from '../git-view.ts';
import { readGit, runGit } from '../run-git.ts';
import type { IndexTurn } from './index-turn.ts';
import type { TouchedPath } from './touched-paths.ts';
import { keepAside } from './keep-aside.ts';

interface Taking {
  touched: readonly TouchedPath[];
  turn: IndexTurn;
}

/**
 * Puts the files of a move back as they were before it; the index was not changed yet. A file that
 * is as neither of the two commits has it (git was ended while it wrote, or somebody changed it) is
 * kept beside, in the folder that is answered.
 */
export async function takeBack(view: GitView, { touched, turn }: Taking): Promise<string | null> {
  const asBefore = await pathsAs(view, { touched, turn }, 'from');
  const asAfter = await pathsAs(view, { touched, turn }, 'to');
  const moved = touched.filter(({ path }) => !asBefore.has(path));
  using tree = new RootFolder(view.toplevel);
  const strange = moved.filter(({ path }) => !asAfter.has(path) && tree.has(path));
  const keptIn = await keepAside(
    view,
    strange.map(({ path }) => path),
  );
  using files = new WritableFolder(view.toplevel);
  for (const { path } of moved.filter(({ from }) => from === null)) {
    const refusal = tree.has(path) ? await files.remove(path) : null;
    if (refusal !== null) throw new AppError('storage', refusal.sentence);
  }
  for (const folder of (await turn.notedFolders()).toReversed()) {
    if (tree.has(folder)) await files.remove(folder);
  }
  await write(
    view,
    moved.filter(({ from }) => from !== null),
    turn,
  );
  return keptIn;
}

/** The touched paths whose files are now as the commit of one side has them. */
async function pathsAs(
  view: GitView,
  { touched, turn }: Taking,
  side: 'from' | 'to',
): Promise<Set<string>> {
  const env = await indexOf(view, { touched, turn }, side);
  // It ends with 1 when a file is not as the index has it, which is what is asked.
  await runGit({ view, env, args: ['update-index', '-q', '--refresh'] });
  const listed = await readGit({ view, env, args: ['diff-files', '-z', '--name-only'] });
  const differing = new Set(listed.split('\0'));
  using tree = new RootFolder(view.toplevel);
  const as = touched.filter(({ path, [side]: entry }) =>
    entry === null ? isRefusal(tree.stat(path)) : !differing.has(path),
  );
  return new Set(as.map(({ path }) => path));
}

/** An index with one side's entries of the touched paths, and no others. */
async function indexOf(
  view: GitView,
  { touched, turn }: Taking,
  side: 'from' | 'to',
): Promise<{ GIT_INDEX_FILE: string }> {
  const env = { GIT_INDEX_FILE: join(turn.folder, side) };
  const lines = touched.flatMap(({ path, [side]: entry }) =>
    entry === null ? [] : [`${entry.mode} ${entry.id} 0\t${path}\0`],
  );
  await readGit({ view, env, args: ['read-tree', '--empty'] });
  const args = ['update-index', '-z', '--index-info'];
  await readGit({ view, env, args, input: lines.join('') });
  return env;
}

async function write(view: GitView, moved: readonly TouchedPath[], turn: IndexTurn): Promise<void> {
  if (moved.length === 0) return;
  const env = { GIT_INDEX_FILE: join(turn.folder, 'from') };
  const args = ['checkout-index', '--force', '-z', '--stdin'];
  await readGit({ view, env, args, input: moved.map(({ path }) => path).join('\0') });
}
