import type { CallContext, Output, Parsed, pasContract } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors.ts';
import type { MergeRow } from '../db/merges.ts';
import { requireRun } from '../dispatch/run-states.ts';
import type { Execution, Ledger, Upkeep } from '../dispatch/spine.ts';
import { settleFailed } from './settle-merges.ts';
import { storeUndo } from './store-undo.ts';
import { answerOnce, writeKeyed } from '../runs/keyed-write.ts';

type Undo = Parsed<(typeof pasContract)['undoMerge']>;
type Undone = Output<(typeof pasContract)['undoMerge']>;

/** Moves the branch back to its commit before the run's last merge, with index and files. */
export async function undoMerge(
  spine: Ledger & Execution & Upkeep,
  input: Undo,
  call: CallContext,
): Promise<Undone> {
  return answerOnce(spine, { operation: 'undoMerge', input, call }, async () => {
    const row = requireRun(spine.store, input.run_id);
    const merge = requireMerged(spine, input);
    const mergeId = merge.merge_id;
    await spine.store.commit.write((tx) => tx.merges.begin(mergeId, 'undoing'));
    try {
      const { moved } = await spine.pools.ask({
        kind: 'move_branch',
        repo: merge.repo,
        branch: merge.target,
        from: merge.to_commit,
        to: merge.from_commit,
        note: `slipway: undo the merge of run ${row.run_id}`,
      });
      return await writeKeyed<Undone>(spine, {
        operation: 'undoMerge',
        input,
        call,
        effect: (tx) => {
          storeUndo(tx, row.project_id, merge, call.actor);
          return {
            run_id: row.run_id,
            repo: merge.repo,
            target: merge.target,
            commit: merge.from_commit,
            checked_out_at: moved.checkedOutAt,
          };
        },
      });
    } catch (error) {
      await settleFailed(spine, mergeId, error);
      throw error;
    }
  });
}

function requireMerged(spine: Ledger, input: Undo): MergeRow {
  const merges = spine.store.read.merges
    .listOfRun(input.run_id)
    .filter(({ repo }) => input.repo === undefined || repo === input.repo);
  const last = merges.findLast(({ state }) => state === 'merged');
  if (last !== undefined) return last;
  throw new AppError(
    'illegal_transition',
    `Run "${input.run_id}" is not merged, so there is nothing to take back.`,
  );
}
