import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { requireRepositoryAt, type RepositoryPlace } from './find-repository.ts';
import { AppError } from '#shared/errors.ts';

/**
 * Where a checkout keeps the repository of a submodule; null where it was never fetched, or where
 * its git folder lies neither in it nor in that of the repository around it: a file `.git` may name
 * any folder.
 */
export async function submodulePlace(
  around: RepositoryPlace,
  path: string,
): Promise<RepositoryPlace | null> {
  const toplevel = join(around.toplevel, path);
  // A link on the way would lead into another folder.
  if ((await realpath(toplevel).catch(() => null)) !== (await realAt(around.toplevel, path)))
    return null;
  try {
    const place = await requireRepositoryAt(toplevel);
    const gitDir = await realpath(place.gitDir);
    const homes = await Promise.all(
      [toplevel, around.commonDir, around.gitDir].map((each) => realpath(each)),
    );
    return homes.some((home) => gitDir.startsWith(`${home}/`)) ? place : null;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

async function realAt(toplevel: string, path: string): Promise<string> {
  return join(await realpath(toplevel), path);
}
