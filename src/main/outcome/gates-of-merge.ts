import { evidenceHolds } from '#core/gates/evidence-holds.ts';
import { KPIS } from '#shared/kpis.ts';
import { AppError } from '#shared/errors.ts';
import type { Kpi } from '../db/kpis.ts';
import type { MergeRow } from '../db/merges.ts';
import type { RunStage } from '../db/runs.ts';
import { whyUntrusted } from '../approvals/trust/why-untrusted.ts';
import type { Execution, Ledger, Settings } from '../dispatch/spine.ts';
import { gatesToMeasure, type LaneGateOf } from '../gates/lane-gates.ts';
import { kpiOf } from '../gates/record-kpi.ts';
import { measureOne } from '../gates/measure-missing.ts';

type Trial = Pick<
  MergeRow,
  'repo' | 'tree' | 'from_commit' | 'to_commit' | 'trial_path' | 'trial_branch'
>;
type Run = Pick<RunStage, 'run_id' | 'project_id'>;

/**
 * The gates of a run on the tree of its merge. Where they were measured on just that tree, that is
 * what they are; else they are run there, in a worktree that is thrown away.
 */
export async function gatesOfMerge(
  spine: Ledger & Settings & Execution,
  row: Run,
  trial: Trial,
): Promise<Kpi[]> {
  const tasks = spine.store.read.tasks.listOfRun(row.run_id);
  const wanted = gatesToMeasure(spine.lanes, tasks).filter(
    ({ gate }) => KPIS[gate.kpi].of === 'tree',
  );
  const known = spine.store.read.kpis.currentOfRun(row.run_id);
  const held = wanted.map(({ gate }) => measuredOn(known, gate.kpi, trial.tree));
  if (held.every((kpi) => kpi !== undefined)) return held;
  const untrusted = await whyUntrusted(spine, { row, tasks, repo: trial.repo });
  if (untrusted !== null)
    throw new AppError('illegal_transition', `Nothing was merged: ${untrusted}`);
  return measureAll(spine, { row, wanted, trial });
}

function measuredOn(known: readonly Kpi[], name: string, tree: string): Kpi | undefined {
  return known.findLast(
    (kpi) =>
      kpi.name === name &&
      kpi.source === 'measured' &&
      evidenceHolds({ evidenceTree: kpi.evidence?.tree_hash ?? '', currentTree: tree }),
  );
}

async function measureAll(
  spine: Ledger & Settings & Execution,
  { row, wanted, trial }: { row: Run; wanted: readonly LaneGateOf[]; trial: Trial },
): Promise<Kpi[]> {
  const { repo, trial_path: path, trial_branch: branch, to_commit: commit } = trial;
  const measured: Kpi[] = [];
  try {
    const opened = await spine.worktrees.openTrial({ repo, path, branch, commit });
    // Judged beside the target as it was: what is red there is not held against the merge.
    const worktree = { ...opened, commit: trial.from_commit };
    for (const { lane, gate } of wanted) {
      const request = { row, lane, gate, worktree, treeHash: trial.tree };
      const ref = { runId: row.run_id, task: null };
      measured.push(kpiOf(ref, await measureOne(spine, request), spine.clock.nowMs()));
    }
  } finally {
    await spine.pools.ask({ kind: 'drop_trial', repo, trial: path, branch });
  }
  return measured;
}

/**
 * Refuses a merge with a gate that does not hold. A gate that was in the same state when a person
 * completed the run against it is covered by that.
 */
export function requireGates(
  gates: readonly Kpi[],
  ofRun: readonly Pick<Kpi, 'name' | 'state'>[],
): void {
  const was = (name: string, state: string): boolean =>
    ofRun.some((kpi) => kpi.name === name && kpi.state === state);
  const open = gates.filter(({ name, state }) => {
    if (state === 'pass' || was(name, state)) return false;
    // What nothing can measure says nothing, unless it was measured in the run.
    return state !== 'not_measured' || was(name, 'pass');
  });
  if (open.length === 0) return;
  const said = open.map(({ name, evidence, state }) => {
    const failing = evidence?.tests_failed.slice(0, 3).join(', ') ?? '';
    const why = failing === '' ? (evidence?.reason ?? state.replaceAll('_', ' ')) : failing;
    return `${name} (${why})`;
  });
  throw new AppError(
    'gate_violation',
    `Nothing was merged: with what the branch has now, these gates do not hold: ${said.join('; ')}. Open the branch, bring it up to date there, and run again.`,
  );
}
