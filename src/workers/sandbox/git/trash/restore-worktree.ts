import { copyFile, cp, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '#shared/errors.ts';
import { requireRepositoryAt, type RepositoryPlace } from '../find-repository.ts';
import { readCommit } from '../git-facts.ts';
import { withView } from '../git-view.ts';
import { readGit } from '../run-git.ts';
import { ignoreMissing } from '../tree-hash.ts';
import { findEntry } from '../worktree-entry.ts';
import { isThere, partsOf, readKept, type KeptWorktree } from './kept-worktree.ts';

/**
 * Brings a worktree back from the trash: branch, entry, index and files as they were. The same
 * call goes on after a crash. Refused with a sentence when something else stands in its place;
 * what is half done then is finished by the next call.
 */
export async function restoreWorktree(place: string): Promise<void> {
  for (const step of RESTORE_STEPS) {
    const kept = await readKept(place);
    // A crash came before anything was taken away.
    if (kept === null) return;
    await step(kept, place);
  }
}

/** In this order; each may be done again. */
export const RESTORE_STEPS: readonly ((kept: KeptWorktree, place: string) => Promise<void>)[] = [
  putBranch,
  putEntry,
  moveBack,
];

async function putBranch(kept: KeptWorktree, place: string): Promise<void> {
  const { tip, branch } = kept;
  if (tip === null) return;
  const repository = await requireHome(kept);
  await withView(repository, async (view) => {
    const ref = `refs/heads/${branch}`;
    const present = await readCommit(view, ref);
    if (present !== null && present !== tip)
      throw new AppError(
        'invalid_input',
        `“${kept.repo}” has a branch “${branch}” again, with other work on it. Give that one another name first: git branch -m ${branch} ${branch}-other`,
      );
    // The empty old value: it must not be there.
    if (present === null)
      await readGit({ view, args: ['update-ref', '--end-of-options', ref, tip, ''] });
  });
  const log = join(repository.commonDir, 'logs', 'refs', 'heads', branch);
  if (!(await isThere(partsOf(place).branchLog))) return;
  await mkdir(dirname(log), { recursive: true });
  await copyFile(partsOf(place).branchLog, log).catch(ignoreMissing);
}

async function putEntry(kept: KeptWorktree, place: string): Promise<void> {
  const { entry } = kept;
  if (entry === null) return;
  const repository = await requireHome(kept);
  const part = `${entry}.part`;
  await rm(part, { recursive: true, force: true });
  if ((await findEntry(repository.commonDir, kept.worktree)) !== null) return;
  if (await isThere(entry))
    throw new AppError(
      'invalid_input',
      `“${kept.repo}” keeps another worktree under the name of this one (${entry}). Move that one first: git worktree move.`,
    );
  await mkdir(dirname(entry), { recursive: true });
  const options = { recursive: true, preserveTimestamps: true, verbatimSymlinks: true };
  await cp(partsOf(place).entry, part, options);
  await rename(part, entry);
}

async function moveBack(kept: KeptWorktree, place: string): Promise<void> {
  const { worktree: from } = partsOf(place);
  if (!(await isThere(from))) return;
  if (await isThere(kept.worktree))
    throw new AppError(
      'invalid_input',
      `“${kept.worktree}” exists already; move it away and restore again.`,
    );
  await mkdir(dirname(kept.worktree), { recursive: true, mode: 0o700 });
  await rename(from, kept.worktree);
}

async function requireHome({ repo }: KeptWorktree): Promise<RepositoryPlace> {
  const repository = await requireRepositoryAt(repo).catch(() => null);
  if (repository !== null) return repository;
  throw new AppError(
    'not_a_repository',
    `The repository “${repo}” is not there, and the run's branch and worktree belong to it. Bring it back to that place, then restore again.`,
  );
}
