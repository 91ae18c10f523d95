import { constants } from 'node:fs';
import { copyFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isSecretFile } from '#core/secrets/secret-file.ts';
import { AppError } from '#shared/errors.ts';
import type { FirstCommit } from '#shared/messages/host.ts';
import { removeScratch } from '../../files/remove-scratch.ts';
import { makeTemporary } from '../../files/temporary-folder.ts';
import { largeFiles } from './add-all.ts';
import { checkToWrite } from './check-git-folder.ts';
import { filteredAmong } from './filtered-changes.ts';
import { findUserExcludes } from './find-user-excludes.ts';
import { readCommit } from './git-facts.ts';
import type { GitView } from './git-view.ts';
import { readIdentity } from './merge/read-identity.ts';
import { readGit, runGit } from './run-git.ts';
import { writeTree } from './tree-hash.ts';

const SUBJECT = 'First commit';

/**
 * Commits what lies in a work tree that has no commit yet, in the user's name: all that is not
 * ignored, but what keeps secrets by its name, is too large, is a repository of its own, or would
 * have to pass a filter. What was staged counts no more than other files.
 */
export async function makeFirstCommit(view: GitView): Promise<Omit<FirstCommit, 'made'>> {
  const branch = await unbornBranch(view);
  await checkToWrite(view, branch);
  const identity = await readIdentity(view, 'nothing was committed');
  const folder = await makeTemporary('first');
  try {
    const env = { GIT_INDEX_FILE: join(folder, 'index') };
    const { paths, leftOut } = await pathsToCommit({ view, env });
    const input = paths.map((path) => `${path}\0`).join('');
    await readGit({
      view,
      env,
      args: ['update-index', '--add', '--remove', '-z', '--stdin'],
      input,
    });
    const tree = await writeTree(view, env);
    const write = { view, env: identity, input: `${SUBJECT}\n` };
    const commit = (await readGit({ ...write, args: ['commit-tree', tree] })).trim();
    await putWithIndex(view, env.GIT_INDEX_FILE, async () => {
      const ref = `refs/heads/${branch}`;
      const args = ['update-ref', '-m', `slipway: ${SUBJECT}`, '--end-of-options', ref, commit, ''];
      await readGit({ view, env: identity, args });
    });
    return { path: view.toplevel, branch, commit, files: paths.length, leftOut };
  } finally {
    await removeScratch(folder);
  }
}

/** The branch that HEAD names and that has no commit, in a repository where no other has one. */
async function unbornBranch(view: GitView): Promise<string> {
  const head = await runGit({ view, args: ['symbolic-ref', '--quiet', 'HEAD'] });
  const branch = /^refs\/heads\/(.+)\n$/.exec(head.stdout)?.[1];
  const commit = await readCommit(view, 'HEAD');
  if (commit !== null)
    throw refusal(
      `“${view.toplevel}” has a commit already (${commit.slice(0, 10)}), so nothing was changed.`,
    );
  const args = ['for-each-ref', '--count=1', '--format=%(refname:short)'];
  const other = (await readGit({ view, args })).trim();
  if (branch !== undefined && other === '') return branch;
  const where = branch === undefined ? 'no commit that is there' : `“${branch}”, without a commit`;
  throw refusal(
    `“${view.toplevel}” has commits, but stands on ${where}, so nothing was changed. Go to a branch that has one: git switch ${other === '' ? 'BRANCH' : other}`,
  );
}

async function pathsToCommit(call: {
  view: GitView;
  env: Record<string, string>;
}): Promise<{ paths: string[]; leftOut: FirstCommit['leftOut'] }> {
  const config = [`core.excludesFile=${await findUserExcludes(call.view)}`];
  const args = ['ls-files', '-z', '--others', '--exclude-standard'];
  const found = (await readGit({ ...call, config, args })).split('\0').filter(Boolean);
  const left = new Map<string, string>([
    ...(await filteredAmong(call, found)).map(
      ({ path, filter }) => [path, `is stored by the filter “${filter}”`] as const,
    ),
    ...(await largeFiles({ ...call, config })).map((path) => [path, 'is too large'] as const),
    ...found.filter(isSecretFile).map((path) => [path, 'keeps secrets by its name'] as const),
    ...found
      .filter((path) => path.endsWith('/'))
      .map((path) => [path, 'is a repository of its own'] as const),
  ]);
  const leftOut = [...left]
    .map(([path, why]) => ({ path: path.replace(/\/$/, ''), why }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return { paths: found.filter((path) => !left.has(path)), leftOut };
}

/**
 * Moves the branch while git's own lock file holds the index, which is then that of the commit.
 * The lock is the index to be: where the ref does not move, both are as before.
 */
async function putWithIndex(
  view: GitView,
  index: string,
  moveRef: () => Promise<void>,
): Promise<void> {
  const lock = join(view.gitDir, 'index.lock');
  await copyFile(index, lock, constants.COPYFILE_EXCL).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
    throw refusal(
      `Nothing was committed: another git works in “${view.toplevel}” (${lock} is there). Try again when it has ended.`,
    );
  });
  try {
    await moveRef();
    await rename(lock, join(view.gitDir, 'index'));
  } finally {
    await rm(lock, { force: true });
  }
}

function refusal(sentence: string): AppError {
  return new AppError('illegal_transition', sentence);
}
