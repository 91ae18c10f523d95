import { isSecretFile } from '#core/secrets/secret-file.ts';
import { AppError } from '#shared/errors.ts';
import type { CheckoutSnapshot } from '#shared/messages/host.ts';
import { removeScratch } from '../../files/remove-scratch.ts';
import { makeTemporary } from '../../files/temporary-folder.ts';
import { addBut, largeFiles } from './add-all.ts';
import { IDENTITY } from './commit-worktree.ts';
import { filteredAmong } from './filtered-changes.ts';
import { findRepository } from './find-repository.ts';
import { findUserExcludes } from './find-user-excludes.ts';
import { readCommit } from './git-facts.ts';
import { withView, type GitView } from './git-view.ts';
import { listChanges } from './list-changes.ts';
import { readGit } from './run-git.ts';
import { copyIndex, writeTree } from './tree-hash.ts';

/** What git writes of a split index would lie in the repository's own folder. */
const WHOLE_INDEX = 'core.splitIndex=false';

/**
 * The files of a checkout as they are, untracked (not ignored) ones included, as a commit on top of
 * HEAD that no ref names. Index, refs and files of the checkout stay as they are: only objects are
 * added. The same files give the same commit. Left out and named are files that keep secrets, that
 * are too large, or that a filter stores.
 */
export async function snapshotCheckout(repo: string): Promise<CheckoutSnapshot> {
  return withView(await findRepository(repo), async (view) => {
    const head = await readCommit(view, 'HEAD');
    if (head === null) {
      throw new AppError(
        'invalid_input',
        `“${view.toplevel}” has no commit yet, so there is nothing that changes could be added to.`,
      );
    }
    const folder = await makeTemporary('changes');
    try {
      return await commitChanges(view, head, folder);
    } finally {
      await removeScratch(folder);
    }
  });
}

async function commitChanges(
  view: GitView,
  head: string,
  folder: string,
): Promise<CheckoutSnapshot> {
  const env = { GIT_INDEX_FILE: await copyIndex(view, folder) };
  const config = [WHOLE_INDEX, `core.excludesFile=${await findUserExcludes(view)}`];
  const call = { view, env, config };
  const changed = await pathsToAdd(call);
  const filtered = await filteredAmong({ view }, changed);
  const changes = new Set(await listChanges(view));
  const left = new Map<string, string>([
    ...(await largeFiles(call)).map((path) => [path, 'is too large'] as const),
    ...filtered.map(({ path, filter }) => [path, `is stored by the filter “${filter}”`] as const),
    ...changed.filter(isSecretFile).map((path) => [path, 'keeps secrets by its name'] as const),
    ...changed
      .filter((path) => path.endsWith('/'))
      .map((path) => [path.slice(0, -1), 'is a repository of its own'] as const),
  ]);
  await addBut([...left.keys()], { ...call, folder, how: '--all' });
  const tree = await writeTree(view, env);
  // Without its filter, git takes files for changed that are not.
  const same = new Set(filtered.map(({ path }) => path).filter((path) => !changes.has(path)));
  const leftOut = [...left]
    .map(([path, why]) => ({ path, why }))
    .filter(({ path }) => !same.has(path));
  const before = (await readGit({ view, args: ['rev-parse', `${head}^{tree}`] })).trim();
  if (tree === before) return { commit: head, leftOut };
  const date = (await readGit({ view, args: ['show', '-s', '--format=%ct', head] })).trim();
  const dates = { GIT_AUTHOR_DATE: `${date} +0000`, GIT_COMMITTER_DATE: `${date} +0000` };
  const input = 'Uncommitted changes that a run started with\n';
  const args = ['commit-tree', tree, '-p', head];
  const commit = await readGit({ view, args, env: { ...IDENTITY, ...dates }, input });
  return { commit: commit.trim(), leftOut };
}

/** Tracked files that changed, and untracked ones that are not ignored. */
async function pathsToAdd(call: {
  view: GitView;
  env: Record<string, string>;
  config: string[];
}): Promise<string[]> {
  const args = ['ls-files', '-z', '--others', '--modified', '--exclude-standard'];
  return [...new Set((await readGit({ ...call, args })).split('\0').filter(Boolean))];
}
