import { AppError } from '#shared/errors.ts';
import type { RepositoryPlace } from './find-repository.ts';
import { readCommit } from './git-facts.ts';
import { withView } from './git-view.ts';
import type { Submodule } from './list-submodules.ts';
import { submodulePlace } from './submodule-place.ts';

/**
 * The repository of a submodule, which has the commit that is recorded; or a sentence: why its
 * files are not to be had here. `at` is its place below the outermost repository.
 */
export async function findSubmodule(
  around: RepositoryPlace,
  { path, commit }: Submodule,
  at: string,
): Promise<RepositoryPlace | string> {
  const place = await submodulePlace(around, path);
  if (place === null) {
    return `${at}/ is empty: this submodule is not in the checkout. Fetch it there: git submodule update --init --recursive`;
  }
  try {
    const isThere = await withView(
      place,
      async (view) => (await readCommit(view, commit)) !== null,
    );
    if (isThere) return place;
    return `${at}/ is empty: commit ${commit.slice(0, 10)} of this submodule is not in the checkout. Fetch it there: git submodule update --init --recursive`;
  } catch (error) {
    if (error instanceof AppError) return `${at}/ is empty: ${error.message}`;
    throw error;
  }
}
