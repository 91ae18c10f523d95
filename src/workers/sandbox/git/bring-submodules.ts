import { join } from 'node:path';
import { AppError } from '#shared/errors.ts';
import { removeScratch } from '../../files/remove-scratch.ts';
import { makeTemporary } from '../../files/temporary-folder.ts';
import { bringContent, type Filling } from './bring-content.ts';
import type { RepositoryPlace } from './find-repository.ts';
import { findSubmodule } from './find-submodule.ts';
import { withView, type GitView } from './git-view.ts';
import { listSubmodules, type Submodule } from './list-submodules.ts';
import { readGit } from './run-git.ts';

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
    const prefix = join(filling.prefix, submodule.path);
    const found = await findSubmodule(source, submodule, prefix);
    if (typeof found === 'string') lacks.push(found);
    else lacks.push(...(await bring(found, submodule, { ...filling, prefix })));
  }
  return lacks;
}

async function bring(
  place: RepositoryPlace,
  { path, commit }: Submodule,
  { toplevel, prefix }: Filling,
): Promise<string[]> {
  try {
    const target = { toplevel: join(toplevel, path), prefix };
    return await withView(place, (source) => fill(source, commit, target));
  } catch (error) {
    if (error instanceof AppError) return [`${prefix}/ is not whole: ${error.message}`];
    throw error;
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
