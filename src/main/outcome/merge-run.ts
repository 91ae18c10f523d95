import type { CallContext, Output, Parsed, pasContract } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors.ts';
import { notCompletedText } from '#shared/present/not-completed-text.ts';
import type { PreparedMerge } from '#shared/messages/merge.ts';
import type { Kpi } from '../db/kpis.ts';
import type { Tx } from '../db/transactions.ts';
import { requireRun } from '../dispatch/run-states.ts';
import type { Execution, Ledger, Settings, Upkeep } from '../dispatch/spine.ts';
import { answerOnce, writeKeyed } from '../runs/keyed-write.ts';
import { toWireGate } from '../runs/wire.ts';
import { gatesOfMerge, requireGates } from './gates-of-merge.ts';
import { settleFailed } from './settle-merges.ts';
import { placeOfRun } from './place-of-run.ts';

type Merge = Parsed<(typeof pasContract)['mergeRun']>;
type Merged = Output<(typeof pasContract)['mergeRun']>;

const NOT_RUN = 'No hook of the repository ran, and the merge commit is not signed.';

interface MergedRun {
  run_id: string;
  project_id: number;
}

interface Underway {
  mergeId: number;
  repo: string;
  target: string;
  prepared: PreparedMerge;
}

/**
 * Brings a completed run's branch into the one it began from: the merge is made beside the
 * checkout, its gates are run on its tree, and then the branch moves with index and files, or
 * nothing does.
 */
export async function mergeRun(
  spine: Ledger & Settings & Execution & Upkeep,
  input: Merge,
  call: CallContext,
): Promise<Merged> {
  return answerOnce(spine, { operation: 'mergeRun', input, call }, async () => {
    const row = requireMergeable(spine, input.run_id);
    const merge = await begin(spine, row, { input, actor: call.actor });
    const { mergeId, prepared } = merge;
    try {
      const gates = await tryGates(spine, row, merge);
      await spine.store.commit.write((tx) => tx.merges.begin(mergeId, 'moving'));
      const { moved } = await spine.pools.ask({
        kind: 'move_branch',
        repo: merge.repo,
        branch: merge.target,
        from: prepared.from,
        to: prepared.to,
        note: `slipway: merge run ${row.run_id}`,
      });
      return await writeKeyed<Merged>(spine, {
        operation: 'mergeRun',
        input,
        call,
        effect: (tx) => store(tx, row, { ...merge, gates, ...moved, actor: call.actor }),
      });
    } catch (error) {
      await settleFailed(spine, mergeId, error);
      throw error;
    }
  });
}

function requireMergeable(spine: Ledger, runId: string): MergedRun {
  const row = requireRun(spine.store, runId);
  if (row.kind === 'rehearsal')
    throw new AppError(
      'illegal_transition',
      `Run "${runId}" is a rehearsal: what it wrote is thrown away and cannot be merged.`,
    );
  if (row.status === 'completed') return row;
  throw new AppError('illegal_transition', notCompletedText(runId, row.status));
}

/** Makes the merge commit and writes down what is about to happen. */
async function begin(
  spine: Ledger & Execution,
  row: MergedRun,
  { input, actor }: { input: Merge; actor: string },
): Promise<Underway> {
  const place = placeOfRun(spine, row.run_id, input.repo);
  const target = input.target ?? place.target_branch;
  if (target === null)
    throw new AppError(
      'illegal_transition',
      `No branch was checked out in “${place.repo}” when run "${row.run_id}" began. Name the branch that is to have its work.`,
    );
  const { prepared } = await spine.pools.ask({
    kind: 'prepare_merge',
    repo: place.repo,
    branch: place.branch,
    target,
    subject: `Merge run ${row.run_id} into ${target}`,
    trailers: [`Slipway-Run: ${row.run_id}`],
  });
  const trial = await spine.worktrees.newTrial(place.repo);
  const mergeId = await spine.store.commit.write((tx) =>
    tx.merges.add({
      run_id: row.run_id,
      repo: place.repo,
      target,
      from_commit: prepared.from,
      to_commit: prepared.to,
      tree: prepared.tree,
      trial_path: trial.path,
      trial_branch: trial.branch,
      actor,
      created_at: tx.nowMs,
    }),
  );
  return { mergeId, repo: place.repo, target, prepared };
}

async function tryGates(
  spine: Ledger & Settings & Execution,
  row: MergedRun,
  { mergeId }: Underway,
): Promise<Kpi[]> {
  const { merges, kpis } = spine.store.read;
  const trial = merges.listOfRun(row.run_id).find((each) => each.merge_id === mergeId);
  if (trial === undefined) throw new AppError('internal', 'The merge is not in the ledger.');
  const gates = await gatesOfMerge(spine, row, trial);
  requireGates(gates, kpis.currentOfRun(row.run_id));
  return gates;
}

interface Done extends Underway {
  gates: readonly Kpi[];
  checkedOutAt: string | null;
  actor: string;
}

function store(tx: Tx, row: MergedRun, done: Done): Merged {
  const { mergeId, checkedOutAt, prepared, target, repo } = done;
  tx.merges.end({ mergeId, state: 'merged', checkedOutAt, reason: null, endedAt: tx.nowMs });
  tx.events.append(
    {
      type: 'merge.done',
      projectId: row.project_id,
      runId: row.run_id,
      data: { target, commit: prepared.to, before: prepared.from, actor: done.actor },
    },
    tx.nowMs,
  );
  return {
    run_id: row.run_id,
    repo,
    target,
    from_commit: prepared.from,
    commit: prepared.to,
    tree: prepared.tree,
    checked_out_at: checkedOutAt,
    files_changed: prepared.touched.length,
    note: NOT_RUN,
    gates: done.gates.map(toWireGate),
  };
}
