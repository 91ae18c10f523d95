import { existsSync } from 'node:fs';
import { mkdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '#shared/errors.ts';
import type { RemovedWorktree } from '#shared/messages/host.ts';
import { checkBranch, checkPath } from './check-value.ts';
import { disarmFilters } from './disarm-filters.ts';
import { findToplevel } from './git-facts.ts';
import { listWorktrees } from './list-worktrees.ts';
import { readGit, runGit } from './run-git.ts';
import { snapshotWorktree } from './snapshot.ts';

export interface RemovalRequest {
  repo: string;
  worktree: string;
  branch: string;
  /** Absolute path of the tar archive to write. */
  archive: string;
  /** Takes the branch away too: its commits stay reachable from the snapshot ref. */
  dropBranch?: boolean;
  nowMs: number;
}

/**
 * Removes a run's worktree after its state was kept twice: as a snapshot ref and as a tar archive.
 * The branch stays unless it is dropped; then the snapshot ref holds its commits. The ref has every
 * file; the archive follows the repository's export-ignore attributes, as git archive does. Refuses
 * what is not a linked worktree of the repository on that branch. Nothing there: nothing to do.
 */
export async function removeWorktree(request: RemovalRequest): Promise<RemovedWorktree> {
  const worktree = checkPath('worktree', request.worktree);
  const archive = checkPath('archive', request.archive);
  checkBranch(request.branch);
  const repo = await findToplevel(request.repo);
  if (!existsSync(worktree)) {
    await runGit({ cwd: repo, args: ['worktree', 'prune'] });
    return { snapshotRef: null, archive: null };
  }
  await assertRunWorktree(repo, worktree, request.branch);
  const snapshot = await snapshotWorktree(worktree, request.branch, request.nowMs);
  await writeArchive(repo, snapshot.commit, archive);
  await readGit({ cwd: repo, args: ['worktree', 'remove', '--force', '--', worktree] });
  if (request.dropBranch === true) {
    const ref = `refs/heads/${request.branch}`;
    await readGit({ cwd: repo, args: ['update-ref', '-d', '--end-of-options', ref] });
  }
  return { snapshotRef: snapshot.ref, archive };
}

async function assertRunWorktree(repo: string, worktree: string, branch: string): Promise<void> {
  const real = await realpath(worktree);
  const [, ...linked] = await listWorktrees(repo);
  const found = linked.find((each) => each.path === real);
  if (found?.branch === `refs/heads/${branch}`) return;
  throw new AppError(
    'invalid_input',
    `“${worktree}” is not the worktree of the branch “${branch}”, so it was not removed.`,
  );
}

/** Written beside its place and moved there, so that an archive that exists is whole. */
async function writeArchive(repo: string, commit: string, archive: string): Promise<void> {
  await mkdir(dirname(archive), { recursive: true });
  const part = `${archive}.part`;
  const args = ['archive', '--format=tar', `--output=${part}`, commit];
  try {
    // git archive would run smudge filters, as a checkout does.
    await readGit({ cwd: repo, args, env: await disarmFilters(repo) });
    if ((await stat(part)).size === 0) throw new AppError('storage', 'The archive came out empty.');
    await rename(part, archive);
  } finally {
    await rm(part, { force: true });
  }
}
