import type { RepositoryPlace } from './find-repository.ts';
import { findUserExcludes } from './find-user-excludes.ts';
import { FilteredContent } from './filtered-content.ts';
import { filteredAmong, mayFilter } from './filtered-changes.ts';
import { listEntries } from './list-entries.ts';
import { readPointer } from './read-pointer.ts';
import { readGit, type GitSeat } from './run-git.ts';

type Checkout = GitSeat & RepositoryPlace;

/**
 * What of a checkout is in no commit: one path for each tracked file that changed, and for each
 * untracked file or folder that neither the repository nor the user ignores. A file that a filter
 * stores (Git LFS) has not changed where it is what is stored, whatever git makes of it without
 * the filter.
 */
export async function listChanges(view: Checkout): Promise<string[]> {
  const args = [
    'status',
    '--porcelain=v1',
    '-z',
    '--no-renames',
    '--untracked-files=normal',
    '--ignore-submodules=all',
  ];
  const config = [`core.excludesFile=${await findUserExcludes(view)}`];
  const said = (await readGit({ view, args, config })).split('\0').filter(Boolean);
  const unstaged = said.filter((entry) => entry.startsWith(' M ')).map(pathOf);
  const same = new Set(await unchangedBehindFilters(view, unstaged));
  return said.map(pathOf).filter((path) => !same.has(path));
}

function pathOf(entry: string): string {
  return entry.slice('XY '.length);
}

async function unchangedBehindFilters(view: Checkout, paths: string[]): Promise<string[]> {
  if (paths.length === 0 || !(await mayFilter({ view }))) return [];
  const filtered = await filteredAmong({ view }, paths);
  if (filtered.length === 0) return [];
  const entries = await listEntries({ view });
  using content = new FilteredContent(view, entries);
  const same: string[] = [];
  for (const { path } of filtered) {
    const blob = entries.get(path)?.blob ?? '';
    const stored = { blob, pointer: () => readPointer(view, blob) };
    if (await content.isInCheckout(path, stored)) same.push(path);
  }
  return same;
}
