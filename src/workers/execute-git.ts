import { assertNever } from '#shared/assert.ts';
import { AppError } from '#shared/errors.ts';
import type { ExecuteResult, GitJob } from '#core/execution/job.ts';
import { emptyResult } from './job-result.ts';
import { prepareWorktree } from './sandbox/git/prepare-worktree.ts';
import { removeWorktree } from './sandbox/git/remove-worktree.ts';
import { hashTree } from './sandbox/git/tree-hash.ts';

/** Runs one git verb of a run. Each is short and leaves nothing half done, so an abort waits for its end. */
export async function executeGit(job: GitJob): Promise<ExecuteResult> {
  const startedAt = performance.now();
  const elapsed = (): number => Math.round(performance.now() - startedAt);
  try {
    const { git, sentence } = await perform(job.operation);
    return { ...emptyResult('succeeded', elapsed()), git, outputTail: sentence };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ...emptyResult('failed', elapsed()), failureClass: 'tool', reason: error.message };
  }
}

interface Performed {
  git: NonNullable<ExecuteResult['git']>;
  sentence: string;
}

async function perform(operation: GitJob['operation']): Promise<Performed> {
  switch (operation.verb) {
    case 'prepare_worktree': {
      const { commit, linked, readable } = await prepareWorktree(operation);
      const links = linked.length === 0 ? '' : ` with ${linked.join(', ')} linked`;
      return {
        git: { commit, readable },
        sentence: `Worktree of ${operation.branch} ready${links}.`,
      };
    }
    case 'tree_hash': {
      const treeHash = await hashTree(operation.worktree);
      return { git: { treeHash }, sentence: `Tree ${treeHash}.` };
    }
    case 'remove_worktree': {
      const { snapshotRef } = await removeWorktree({ ...operation, nowMs: Date.now() });
      if (snapshotRef === null) return { git: {}, sentence: 'There was no worktree to remove.' };
      return {
        git: { snapshotRef },
        sentence: `Worktree removed; its state is kept at ${snapshotRef}.`,
      };
    }
    default:
      return assertNever(operation);
  }
}
