import { AppError } from '#shared/errors.ts';
import type { ChangedPath } from '#shared/messages/host.ts';
import { filteredChanges } from '../filtered-changes.ts';
import { readGit } from '../run-git.ts';
import { parseCounts, parseStates } from './parse-diff.ts';
import { inWorktree, SAFE_DIFF, type Work } from './with-work.ts';

/**
 * What differs between a commit and the worktree as it stands, untracked files included, sorted. A
 * renamed file is one that is gone and one that is new. Files that pass a filter (Git LFS and its
 * like) are left out: on disk they are never what the commit holds.
 */
export async function changedPaths(worktree: string, base: string): Promise<ChangedPath[]> {
  const found = await inWorktree({ tree: worktree, base }, compare);
  if (found !== null) return found;
  throw new AppError('invalid_input', `“${base}” names no commit in “${worktree}”.`);
}

async function compare({ view, env, commits }: Work): Promise<ChangedPath[]> {
  const diff = (how: string): Promise<string> => {
    const args = ['diff', ...SAFE_DIFF, '--no-renames', how, '-z', ...commits, '--'];
    return readGit({ view, env, args });
  };
  const states = parseStates(await diff('--name-status'));
  if (states.length === 0) return [];
  const lines = parseCounts(await diff('--numstat'));
  const filtered = new Set((await filteredChanges(view, [])).map(({ path }) => path));
  return states
    .filter(({ path }) => !filtered.has(path))
    .map(({ path, status }): ChangedPath => {
      const change = status === 'added' || status === 'deleted' ? status : 'modified';
      return { path, change, removedLines: lines.get(path)?.deletions ?? null };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
