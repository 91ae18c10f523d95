import { assertNever } from '#shared/assert.ts';
import type { MergeAnswer, MergeRequest } from '#shared/messages/merge.ts';
import { dropTrial } from './drop-trial.ts';
import { moveBranch } from './move-branch.ts';
import { prepareMerge } from './prepare-merge.ts';
import { settleMove } from './settle-move.ts';

const KINDS: readonly string[] = [
  'prepare_merge',
  'move_branch',
  'settle_move',
  'drop_trial',
] satisfies MergeRequest['kind'][];

export function isAboutMerge(request: { kind: string }): request is MergeRequest {
  return KINDS.includes(request.kind);
}

/** What main asks of the host about bringing a run's branch into another. */
export async function answerMerge(request: MergeRequest): Promise<MergeAnswer> {
  const { kind } = request;
  switch (kind) {
    case 'prepare_merge':
      return { kind, prepared: await prepareMerge(request) };
    case 'move_branch':
      return { kind, moved: await moveBranch(request) };
    case 'settle_move':
      return { kind, settled: await settleMove(request) };
    case 'drop_trial':
      await dropTrial(request);
      return { kind };
    default:
      return assertNever(request);
  }
}
