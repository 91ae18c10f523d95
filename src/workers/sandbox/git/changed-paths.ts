import { rm } from 'node:fs/promises';
import type { ChangedPath } from '#shared/messages/host.ts';
import { makeTemporary } from '../../files/temporary-folder.ts';
import { addBut } from './add-all.ts';
import { checkValue } from './check-value.ts';
import { filteredChanges } from './filtered-changes.ts';
import { openWorktreePlace } from './find-repository.ts';
import { withView, type GitView } from './git-view.ts';
import { ignoreLeavings } from './leavings.ts';
import { readGit } from './run-git.ts';
import { copyIndex } from './tree-hash.ts';

const CHANGES = { A: 'added', D: 'deleted' } as const;

/**
 * What differs between a commit and the worktree as it stands, untracked files included, sorted.
 * Files that pass a filter (Git LFS and its like) are left out: on disk they are never what the
 * commit holds.
 */
export async function changedPaths(worktree: string, base: string): Promise<ChangedPath[]> {
  checkValue('base', base);
  return withView(await openWorktreePlace(worktree), async (view) => {
    const folder = await makeTemporary('changes');
    try {
      return await compare(view, base, folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}

async function compare(view: GitView, base: string, folder: string): Promise<ChangedPath[]> {
  const env = { GIT_INDEX_FILE: await copyIndex(view, folder) };
  const config = await ignoreLeavings(folder);
  // Marks untracked files as known without writing objects, so that diff shows them.
  await addBut([], { view, env, config, folder, how: '--intent-to-add' });
  const only = ['--no-renames', '--no-ext-diff', '--no-textconv', '--ignore-submodules=dirty'];
  const diff = (...how: string[]): Promise<string> =>
    readGit({ view, env, args: ['diff', ...how, '-z', ...only, base, '--'] });
  const status = (await diff('--name-status')).split('\0').filter(Boolean);
  if (status.length === 0) return [];
  const removed = removedLines(await diff('--numstat'));
  const filtered = new Set((await filteredChanges(view, config)).map(({ path }) => path));
  const found: ChangedPath[] = [];
  for (let at = 0; at + 1 < status.length; at += 2) {
    const [letter = '', path = ''] = status.slice(at, at + 2);
    if (filtered.has(path)) continue;
    const change = letter in CHANGES ? CHANGES[letter as keyof typeof CHANGES] : 'modified';
    found.push({ path, change, removedLines: removed.get(path) ?? null });
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** By path; a file that is no text has no count. */
function removedLines(numstat: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const record of numstat.split('\0')) {
    const [, removed, path] = /^\S+\t(\d+)\t([^]+)$/.exec(record) ?? [];
    if (path !== undefined) counts.set(path, Number(removed));
  }
  return counts;
}
