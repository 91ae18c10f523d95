import { rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeTemporary } from '../../files/temporary-folder.ts';
import { checkToRead } from './check-git-folder.ts';
import type { RepositoryPlace } from './find-repository.ts';
import { generateConfig, type GeneratedConfig } from './generate-config.ts';
import type { GitSeat } from './run-git.ts';

/** What the work trees of a repository share beside its settings and hooks. */
const SHARED = ['objects', 'refs', 'packed-refs', 'reftable', 'logs', 'info', 'shallow'] as const;

/** A work tree as git shall see it: its HEAD, index, refs and objects under settings of ours. */
export interface GitView extends RepositoryPlace, GitSeat {
  config: GeneratedConfig;
}

/**
 * Lets git look at a work tree without its repository's settings. Git takes HEAD and index from the
 * work tree's own folder, and everything shared (settings and hooks among it) from the folder that
 * GIT_COMMON_DIR names. That is a private one here: a generated config, and links to what holds the
 * content. So no key of the repository, included or not, is ever read by a git that works on it.
 */
export async function withView<T>(
  place: RepositoryPlace,
  work: (view: GitView) => Promise<T>,
): Promise<T> {
  const { view, close } = await openView(place);
  try {
    return await work(view);
  } finally {
    await close();
  }
}

/** The same for calls that last; `close` takes the private folder away. */
export async function openView(
  place: RepositoryPlace,
): Promise<{ view: GitView; close: () => Promise<void> }> {
  await checkToRead(place);
  const config = await generateConfig(place);
  const folder = await makeTemporary('view');
  await writeFile(join(folder, 'config'), config.text);
  for (const name of SHARED) await link(join(place.commonDir, name), join(folder, name));
  const env = {
    GIT_DIR: place.gitDir,
    GIT_COMMON_DIR: folder,
    GIT_WORK_TREE: place.toplevel,
  };
  const view = { ...place, config, cwd: place.toplevel, env };
  return { view, close: () => rm(folder, { recursive: true, force: true }) };
}

/** Also to packed-refs that are not there yet: git locks and writes the file behind the link. */
async function link(to: string, from: string): Promise<void> {
  const isThere = (await stat(to).catch(() => null)) !== null;
  if (isThere || to.endsWith('/packed-refs')) await symlink(to, from);
}
