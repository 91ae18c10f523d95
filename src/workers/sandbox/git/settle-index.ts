import { join } from 'node:path';
import { removeScratch } from '../../files/remove-scratch.ts';
import { makeTemporary } from '../../files/temporary-folder.ts';
import { readGit, runGit, type GitSeat } from './run-git.ts';

export interface BroughtFile {
  path: string;
  filter: string;
  mode: string;
  blob: string;
}

/**
 * Lets git know files by their size and time as what the index stores of them, which is another
 * form. Git asks a filter for that form: ours, in place of the repository's, prints what is stored.
 * Files that git does not take are put back, and answered.
 */
export async function settleIndex(
  view: GitSeat,
  files: readonly BroughtFile[],
): Promise<BroughtFile[]> {
  if (files.length === 0) return [];
  const folder = await makeTemporary('stored');
  const names = files.map(({ path }) => `${path}\0`).join('');
  const fromList = ['-z', '--stdin'];
  try {
    const into = `--prefix=${join(folder, 'tree')}/`;
    await readGit({ view, args: ['checkout-index', '--quiet', into, ...fromList], input: names });
    // Without sizes of before, git looks into the files.
    const info = files.map(({ path, mode, blob }) => `${mode} ${blob} 0\t${path}\0`).join('');
    await readGit({ view, args: ['update-index', '-z', '--index-info'], input: info });
    const env = filterVariables([...new Set(files.map(({ filter }) => filter))], folder);
    await runGit({ view, env, args: ['update-index', '-q', '--refresh', '--ignore-submodules'] });
    const args = ['diff-files', '--name-only', '-z', '--no-ext-diff', '--ignore-submodules=all'];
    const changed = new Set((await readGit({ view, args })).split('\0'));
    const refused = files.filter(({ path }) => changed.has(path));
    const input = refused.map(({ path }) => `${path}\0`).join('');
    if (refused.length > 0)
      await readGit({ view, args: ['checkout-index', '--force', '-u', ...fromList], input });
    return refused;
  } finally {
    await removeScratch(folder);
  }
}

/** Settings by variables: a filter's name may hold any character. Git quotes the path in `%f`. */
function filterVariables(filters: readonly string[], folder: string): Record<string, string> {
  const tree = `'${join(folder, 'tree').replaceAll("'", String.raw`'\''`)}/'`;
  const settings = filters.flatMap((filter) => [
    [`filter.${filter}.clean`, `cat ${tree}%f`],
    [`filter.${filter}.required`, 'true'],
  ]);
  const pairs = settings.flatMap(([key = '', value = ''], at) => [
    [`GIT_CONFIG_KEY_${at}`, key],
    [`GIT_CONFIG_VALUE_${at}`, value],
  ]);
  return { GIT_CONFIG_COUNT: String(settings.length), ...Object.fromEntries(pairs) };
}
