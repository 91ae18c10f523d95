import { join } from 'node:path';
import { AppError } from '#shared/errors.ts';
import { removeScratch } from '../../files/remove-scratch.ts';
import { makeTemporary } from '../../files/temporary-folder.ts';
import { bringContent, type Filling } from './bring-content.ts';
import type { RepositoryPlace } from './find-repository.ts';
import { readCommit } from './git-facts.ts';
import { withView, type GitView } from './git-view.ts';
import { listSubmodules, type Submodule } from './list-submodules.ts';
import { readGit } from './run-git.ts';
import { submodulePlace } from './submodule-place.ts';

/**
 * Puts the files of submodules into a new worktree, each at the commit that the repository records,
 * from what its checkout has of them: nothing is fetched. They get no git folder. Answers what
 * could not be brought, in sentences.
 */
export async function bringSubmodules(
  source: RepositoryPlace,
  filling: Filling,
): Promise<string[]> {
  const lacks: string[] = [];
  for (const submodule of await listSubmodules(filling)) {
    const at = join(filling.prefix, submodule.path);
    const place = await submodulePlace(source, submodule.path);
    if (place === null) lacks.push(notFetched(at, source.toplevel));
    else lacks.push(...(await bring(place, submodule, { ...filling, prefix: at })));
  }
  return lacks;
}

async function bring(
  place: RepositoryPlace,
  { path, commit }: Submodule,
  { toplevel, prefix }: Filling,
): Promise<string[]> {
  try {
    return await withView(place, async (source) => {
      if ((await readCommit(source, commit)) === null)
        return [
          `${prefix}/ is empty: commit ${commit.slice(0, 10)} of this submodule is not here. Fetch it in the checkout: git submodule update --init ${prefix}`,
        ];
      return fill(source, commit, { toplevel: join(toplevel, path), prefix });
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [`${prefix}/ is not whole: ${error.message}`];
  }
}

/** Git writes the files as for a work tree of the submodule, with an index of our own. */
async function fill(
  source: GitView,
  commit: string,
  { toplevel, prefix }: Pick<Filling, 'toplevel' | 'prefix'>,
): Promise<string[]> {
  const folder = await makeTemporary('submodule');
  try {
    const env = { GIT_INDEX_FILE: join(folder, 'index') };
    const view = { cwd: toplevel, env: { ...source.env, GIT_WORK_TREE: toplevel } };
    await readGit({ view, env, args: ['read-tree', '--reset', '-u', commit] });
    const filling = { view, env, toplevel, prefix };
    return [...(await bringContent(source, filling)), ...(await bringSubmodules(source, filling))];
  } finally {
    await removeScratch(folder);
  }
}

function notFetched(at: string, toplevel: string): string {
  return `${at}/ is empty: this submodule is not in the checkout ${toplevel}. Fetch it there: git submodule update --init --recursive`;
}
