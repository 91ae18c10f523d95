import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { GitView } from './git-view.ts';
import { readGit, type GitCall } from './run-git.ts';

/** The answers of `git check-attr` that name no filter. */
const NO_FILTER = new Set(['unspecified', 'unset', 'set']);

/**
 * Changed and new files of a worktree that a filter (Git LFS and its like) would have to pass
 * before they are stored. The filter is not run, so what lies on disk must not be taken for what
 * the repository stores. Attributes count as they were and as they are.
 */
export async function filteredChanges(
  view: GitView,
  config: readonly string[],
): Promise<{ path: string; filter: string }[]> {
  const diff = ['diff', '--name-only', '-z', '--no-ext-diff', '--ignore-submodules=dirty', 'HEAD'];
  const changed = await readGit({ view, args: [...diff, '--'] });
  const others = ['ls-files', '--others', '--exclude-standard', '-z'];
  const added = await readGit({ view, args: others, config });
  return filteredAmong({ view }, `${changed}${added}`.split('\0').filter(Boolean));
}

/** Whether anything says which files a filter stores; most repositories have no attributes. */
export async function mayFilter(call: Pick<GitCall, 'view' | 'env'>): Promise<boolean> {
  const args = ['ls-files', '-z', '--', ':(glob)**/.gitattributes'];
  const env = { ...call.env, GIT_LITERAL_PATHSPECS: '0' };
  if ((await readGit({ ...call, env, args })) !== '') return true;
  const folder = call.view.env['GIT_COMMON_DIR'] ?? call.view.env.GIT_DIR;
  return existsSync(join(folder, 'info', 'attributes'));
}

/** Those of the paths that a filter stores, by the attributes as they were or as they are. */
export async function filteredAmong(
  call: Pick<GitCall, 'view' | 'env'>,
  paths: readonly string[],
): Promise<{ path: string; filter: string }[]> {
  const found = new Map<string, string>();
  if (paths.length === 0) return [];
  const input = paths.map((path) => `${path}\0`).join('');
  for (const from of [['--cached'], []]) {
    const args = ['check-attr', '-z', '--stdin', ...from, 'filter'];
    const fields = (await readGit({ ...call, args, input })).split('\0');
    for (let at = 0; at + 2 < fields.length; at += 3) {
      const [path = '', , filter = ''] = fields.slice(at, at + 3);
      if (!NO_FILTER.has(filter)) found.set(path, filter);
    }
  }
  return [...found].map(([path, filter]) => ({ path, filter }));
}
