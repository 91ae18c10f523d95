import { rm } from 'node:fs/promises';
import { removeScratch } from '../../../files/remove-scratch.ts';
import { requireRepositoryAt } from '../find-repository.ts';
import { readCommit } from '../git-facts.ts';
import { withView } from '../git-view.ts';
import { readGit } from '../run-git.ts';
import { isThere, partsOf, readKept } from './kept-worktree.ts';

/**
 * Removes a place in the trash for good, and the ref that held its work. What names the ref goes
 * last, so that the same call goes on after a crash.
 */
export async function dropKept(place: string): Promise<void> {
  const kept = await readKept(place);
  if (await isThere(partsOf(place).worktree)) await removeScratch(partsOf(place).worktree);
  const repository = kept === null ? null : await requireRepositoryAt(kept.repo).catch(() => null);
  const ref = kept?.ref ?? null;
  if (repository !== null && ref !== null) {
    await withView(repository, async (view) => {
      if ((await readCommit(view, ref)) === null) return;
      await readGit({ view, args: ['update-ref', '-d', '--end-of-options', ref] });
    });
  }
  await rm(place, { recursive: true, force: true });
}
