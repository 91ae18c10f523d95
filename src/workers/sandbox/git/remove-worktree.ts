import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '#shared/errors.ts';
import type { RemovedWorktree } from '#shared/messages/host.ts';
import { removeScratch } from '../../files/remove-scratch.ts';
import { checkBranch, checkPath } from './check-value.ts';
import { findRepository } from './find-repository.ts';
import { withView } from './git-view.ts';
import { readGit, type GitSeat } from './run-git.ts';
import { snapshotWorktree } from './snapshot.ts';
import { findEntry, removeEntry, UNFINISHED, type WorktreeEntry } from './worktree-entry.ts';

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
 * what is not a linked worktree of the repository on that branch. Folder gone: only its entry goes.
 */
export async function removeWorktree(request: RemovalRequest): Promise<RemovedWorktree> {
  const worktree = checkPath('worktree', request.worktree);
  const archive = checkPath('archive', request.archive);
  if (!archive.endsWith('.tar'))
    throw new AppError('invalid_input', `“${archive}” is not the name of a tar archive.`);
  checkBranch(request.branch);
  const place = await findRepository(request.repo);
  const entry = await findEntry(place.commonDir, worktree);
  if (!existsSync(worktree)) {
    if (entry !== null && isFree(entry, request.branch)) await removeEntry(entry);
    return { snapshotRef: null, archive: null };
  }
  if (entry === null || !isFree(entry, request.branch)) throw notRemoved(request, entry);
  const snapshot = await snapshotWorktree(worktree, request.branch, request.nowMs);
  await withView(place, async (view) => {
    await writeArchive(view, snapshot.commit, archive);
    await removeScratch(worktree);
    await removeEntry(entry);
    if (request.dropBranch !== true) return;
    const ref = `refs/heads/${request.branch}`;
    await readGit({ view, args: ['update-ref', '-d', '--end-of-options', ref] });
  });
  return { snapshotRef: snapshot.ref, archive };
}

function isFree(entry: WorktreeEntry, branch: string): boolean {
  const isUnlocked = entry.lock === null || entry.lock === UNFINISHED;
  return entry.branch === `refs/heads/${branch}` && isUnlocked;
}

function notRemoved(request: RemovalRequest, entry: WorktreeEntry | null): AppError {
  const why =
    entry?.branch === `refs/heads/${request.branch}`
      ? `is locked (${entry.lock || 'no reason given'}; git worktree unlock frees it)`
      : `is not the worktree of the branch “${request.branch}”`;
  return new AppError('invalid_input', `“${request.worktree}” ${why}, so it was not removed.`);
}

/** Written beside its place and moved there, so that an archive that exists is whole. */
async function writeArchive(view: GitSeat, commit: string, archive: string): Promise<void> {
  await mkdir(dirname(archive), { recursive: true });
  const part = `${archive}.part`;
  const args = ['archive', '--format=tar', `--output=${part}`, commit];
  try {
    await readGit({ view, args });
    if (!(await isTar(part))) throw new AppError('storage', 'The archive came out damaged.');
    await rename(part, archive);
  } finally {
    await rm(part, { force: true });
  }
}

/** What stands at this place of every archive that git writes. */
const TAR_MAGIC = { at: 257, text: 'ustar' };

async function isTar(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer } = await handle.read({ buffer: Buffer.alloc(5), position: TAR_MAGIC.at });
    return buffer.toString('latin1') === TAR_MAGIC.text;
  } finally {
    await handle.close();
  }
}
