import { copyFile, cp, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '#shared/errors.ts';
import { checkBranch, checkPath } from '../check-value.ts';
import {
  openWorktreePlace,
  requireRepositoryAt,
  type RepositoryPlace,
} from '../find-repository.ts';
import { readCommit } from '../git-facts.ts';
import { withView } from '../git-view.ts';
import { readGit } from '../run-git.ts';
import { ignoreMissing } from '../tree-hash.ts';
import { findEntry, removeEntry, UNFINISHED, type WorktreeEntry } from '../worktree-entry.ts';
import { holdWork } from './hold-work.ts';
import { isCheckedOut } from './is-checked-out.ts';
import { isThere, partsOf, readKept, writeKept, type KeptWorktree } from './kept-worktree.ts';

export interface TrashRequest {
  repo: string;
  worktree: string;
  branch: string;
  /** Folder in the trash that takes it; absolute, in the same file system. */
  place: string;
  /** The ref that will hold its work. */
  ref: string;
}

/**
 * Moves a run's worktree to the trash, with what its repository keeps of it. First everything is
 * kept twice, by a ref and as copies, and written down; only then is anything taken away. After a
 * crash at any point the same call goes on, and `restoreWorktree` brings all of it back. Nothing
 * but the worktree's own entry and branch is touched in the repository.
 */
export async function trashWorktree(request: TrashRequest): Promise<KeptWorktree> {
  checkPath('worktree', request.worktree);
  checkPath('place', request.place);
  checkBranch(request.branch);
  for (const step of TRASH_STEPS) await step(request);
  const kept = await readKept(request.place);
  if (kept === null) throw new AppError('internal', `Nothing was kept in “${request.place}”.`);
  return kept;
}

/** In this order; each may be done again. */
export const TRASH_STEPS: readonly ((request: TrashRequest) => Promise<void>)[] = [
  keep,
  moveFiles,
  takeEntry,
  takeBranch,
];

async function keep(request: TrashRequest): Promise<void> {
  const { worktree, place } = request;
  // Files that have left their place were kept before that.
  if (!(await isThere(worktree)) && (await readKept(place)) !== null) return;
  const repository = await requireRepositoryAt(request.repo).catch(() => null);
  await mkdir(place, { recursive: true, mode: 0o700 });
  await writeKept(place, {
    repo: request.repo,
    worktree,
    branch: request.branch,
    ...(repository === null ? NOTHING : await keepOf(repository, request)),
  });
}

/** Of a repository that is gone, or whose drive is not there, nothing can be kept. */
const NOTHING = { tip: null, entry: null, ref: null };

async function keepOf(
  repository: RepositoryPlace,
  request: TrashRequest,
): Promise<Pick<KeptWorktree, 'tip' | 'entry' | 'ref'>> {
  const { worktree, branch, place } = request;
  const entry = await findEntry(repository.commonDir, worktree);
  refuseLocked(request, entry);
  const own = await openWorktreePlace(worktree).catch(() => null);
  const held = await withView(own ?? repository, (view) =>
    own === null ? holdBranch(view, request) : holdWork(view, request),
  );
  if (entry !== null) await copyEntry(entry.folder, partsOf(place).entry);
  const log = join(repository.commonDir, 'logs', 'refs', 'heads', branch);
  await copyFile(log, partsOf(place).branchLog).catch(ignoreMissing);
  const tip = await withView(repository, (view) => readCommit(view, `refs/heads/${branch}`));
  const isElsewhere = await isCheckedOut(repository.commonDir, branch, entry?.folder ?? null);
  return {
    tip: isElsewhere ? null : tip,
    entry: entry?.folder ?? null,
    ref: held === null ? null : request.ref,
  };
}

/** Where the worktree's files or its link to the repository are gone, its commits are not. */
async function holdBranch(
  view: Parameters<typeof holdWork>[0],
  { branch, ref }: TrashRequest,
): Promise<string | null> {
  const tip = await readCommit(view, `refs/heads/${branch}`);
  if (tip !== null) await readGit({ view, args: ['update-ref', '--end-of-options', ref, tip] });
  return tip;
}

function refuseLocked({ worktree }: TrashRequest, entry: WorktreeEntry | null): void {
  if (entry === null || entry.lock === null || entry.lock === UNFINISHED) return;
  throw new AppError(
    'invalid_input',
    `“${worktree}” is locked (${entry.lock || 'no reason given'}), so it was left where it is; git worktree unlock frees it.`,
  );
}

async function copyEntry(from: string, to: string): Promise<void> {
  const part = `${to}.part`;
  await rm(part, { recursive: true, force: true });
  await cp(from, part, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
  await rm(to, { recursive: true, force: true });
  await rename(part, to);
}

async function moveFiles({ worktree, place }: TrashRequest): Promise<void> {
  try {
    await rename(worktree, partsOf(place).worktree);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    const why = error instanceof Error ? error.message : String(error);
    throw new AppError(
      'storage',
      `“${worktree}” could not be moved to “${dirname(place)}”, so it was left where it is: ${why}`,
      { cause: error },
    );
  }
}

async function takeEntry({ place }: TrashRequest): Promise<void> {
  const kept = await readKept(place);
  if (kept === null || kept.entry === null) return;
  const repository = await requireRepositoryAt(kept.repo).catch(() => null);
  if (repository === null) return;
  const entry = await findEntry(repository.commonDir, kept.worktree);
  if (entry !== null) await removeEntry(entry);
}

/** Only where it still stands at what was kept, and nobody has checked it out meanwhile. */
async function takeBranch({ place }: TrashRequest): Promise<void> {
  const kept = await readKept(place);
  if (kept === null || kept.tip === null) return;
  const { branch, tip } = kept;
  const repository = await requireRepositoryAt(kept.repo).catch(() => null);
  if (repository === null || (await isCheckedOut(repository.commonDir, branch, null))) return;
  await withView(repository, async (view) => {
    const ref = `refs/heads/${branch}`;
    if ((await readCommit(view, ref)) !== tip) return;
    await readGit({ view, args: ['update-ref', '-d', '--end-of-options', ref, tip] });
  });
}
