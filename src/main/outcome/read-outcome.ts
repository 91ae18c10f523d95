import { existsSync } from 'node:fs';
import { againstPromise } from '#core/outcome/against-promise.ts';
import { staleEvidence } from '#core/outcome/stale-evidence.ts';
import { outcomeEnd } from '#core/outcome/outcome-end.ts';
import type { Output, Parsed, pasContract } from '#shared/contract/contract.ts';
import { planSchema, totalsSchema, type Totals } from '#shared/contract/plms-schemas.ts';
import type { ChangeList } from '#shared/messages/changes.ts';
import { microToUsd } from '#shared/units.ts';
import { budgetStanding } from '../budget/budget-standing.ts';
import type { Kpi } from '../db/kpis.ts';
import type { MergeRow } from '../db/merges.ts';
import type { WorktreeRow } from '../db/worktrees.ts';
import { toWireCopy } from '../databases/database-copies.ts';
import { requireRun } from '../dispatch/run-states.ts';
import type { Execution, Ledger } from '../dispatch/spine.ts';
import { parseStored } from '../projects/read-projects.ts';
import { iso, overrideOf } from '../runs/wire.ts';
import { workOf } from './run-work.ts';

type Outcome = Output<(typeof pasContract)['runOutcome']>;
type Run = ReturnType<typeof requireRun>;

/** What became of a run. Of several repositories, the named one, else the first. */
export async function runOutcome(
  spine: Ledger & Execution,
  input: Parsed<(typeof pasContract)['runOutcome']>,
): Promise<Outcome> {
  const row = requireRun(spine.store, input.run_id);
  const places = spine.store.read.worktrees.listOfRun(row.run_id);
  const place = places.find(({ repo }) => input.repo === undefined || repo === input.repo) ?? null;
  const changes = place === null ? null : await changesIn(spine, place);
  const kpis = spine.store.read.kpis.currentOfRun(row.run_id);
  const synthetic = row.tasks_synthetic > 0 || row.declared_mode === 'synthetic';
  const mode = synthetic ? ('synthetic' as const) : ('real' as const);
  const timeMs = workedMs(spine, row);
  const costUsd = microToUsd(row.spend_micro);
  const promised = promisedOf(spine, row);
  return {
    run_id: row.run_id,
    status: row.status,
    mode,
    verification: row.verification,
    asks: asksOf(spine, row.run_id),
    end: outcomeEnd({
      status: row.status,
      mode,
      verification: row.verification,
      isOverridden: row.override !== null,
      hasFailingGate: kpis.some(({ state }) => state === 'fail'),
      filesChanged: changes?.total ?? 0,
    }),
    reason: row.reason,
    overridden: overrideOf(row),
    budget_overridden: budgetStanding(spine.store.read, row.run_id).budget_overridden,
    used_model: row.spend_tokens > 0,
    tests: testsOf(spine, row, { kpis, changes }),
    evidence: place === null ? null : await evidenceOf(spine, place, kpis),
    changes:
      changes?.from === undefined || changes.from === null
        ? null
        : { files: changes.total, additions: changes.additions, deletions: changes.deletions },
    promise: {
      time_ms: againstPromise(timeMs, promised?.time_ms),
      cost_usd: againstPromise(costUsd, promised?.cost_usd),
    },
    time_ms: timeMs,
    cost_usd: costUsd,
    cap_usd: row.cap_micro === null ? null : microToUsd(row.cap_micro),
    ...(await placeFields(spine, row.run_id, place)),
    targets: await targetsOf(spine, place),
    databases: spine.store.read.databaseCopies.listOfRun(row.run_id).map(toWireCopy),
  };
}

function asksOf({ store }: Ledger, runId: string): Outcome['asks'] {
  return (['install', 'connect', 'exit_code', 'test_command'] as const)
    .flatMap((kind) => store.read.approvals.ofRun(runId, kind))
    .filter(({ status }) => status === 'pending')
    .map(({ approval_id, question }) => ({ approval_id, question }));
}

type PlaceFields = Pick<Outcome, 'repo' | 'branch' | 'target' | 'worktree' | 'merge'>;

async function placeFields(
  spine: Ledger,
  runId: string,
  place: WorktreeRow | null,
): Promise<PlaceFields> {
  if (place === null)
    return { repo: null, branch: null, target: null, worktree: null, merge: null };
  const merges = spine.store.read.merges.listOfRun(runId);
  const last = merges.findLast(({ repo }) => repo === place.repo);
  return {
    repo: place.repo,
    branch: place.branch,
    target: place.target_branch,
    worktree: existsSync(place.path) ? place.path : null,
    merge: last === undefined ? null : toWireMerge(last),
  };
}

/** To choose from, where HEAD named no branch when the run began. */
async function targetsOf(spine: Execution, place: WorktreeRow | null): Promise<string[]> {
  if (place === null || place.target_branch !== null) return [];
  return spine.pools
    .ask({ kind: 'list_branches', repo: place.repo })
    .then(({ branches }) => branches)
    .catch(() => []);
}

function toWireMerge(row: MergeRow): Outcome['merge'] {
  const isOpen = row.state === 'trying' || row.state === 'undoing' || row.state === 'moving';
  return {
    state: isOpen ? 'moving' : (row.state as 'merged' | 'undone' | 'refused'),
    target: row.target,
    commit: row.to_commit,
    checked_out_at: row.checked_out_at,
    reason: row.reason,
    at: iso(row.ended_at ?? row.created_at),
  };
}

/** What git says of a repository that cannot be read is not the outcome's to say. */
async function changesIn(spine: Execution, place: WorktreeRow): Promise<ChangeList | null> {
  return spine.pools
    .ask({ kind: 'list_changes', ...workOf(place) })
    .then(({ changes }) => changes)
    .catch(() => null);
}

/** The tree that the result speaks of, held against the one that is there now. */
async function evidenceOf(
  spine: Ledger & Execution,
  place: WorktreeRow,
  kpis: readonly Kpi[],
): Promise<Outcome['evidence']> {
  const measured = kpis.findLast(({ name, source }) => name === TESTS && source === 'measured');
  const tree = measured?.evidence?.tree_hash ?? '';
  if (tree === '') return null;
  const merges = spine.store.read.merges.listOfRun(place.run_id);
  const merge = merges.findLast(({ repo, state }) => repo === place.repo && state === 'merged');
  const [currentTree, facts] = await Promise.all([
    spine.pools
      .ask({ kind: 'tree_hash', worktree: place.path })
      .then(({ treeHash }) => treeHash)
      .catch(() => null),
    spine.pools
      .ask({ kind: 'git_facts', repo: place.repo })
      .then((answer) => answer.facts)
      .catch(() => null),
  ]);
  const isTarget = facts !== null && facts.branch === place.target_branch;
  const target =
    isTarget && facts.branch !== null && facts.commit !== null
      ? { branch: facts.branch, commit: facts.commit }
      : null;
  const stale = staleEvidence({
    measuredTrees: kpis.flatMap(({ evidence }) =>
      evidence === null ? [] : [evidence.tree_hash, evidence.tree_after ?? evidence.tree_hash],
    ),
    currentTree,
    baseCommit: place.base_commit,
    target,
    mergedAs: merge?.to_commit ?? null,
  });
  return { commit: place.base_commit, tree, stale };
}

const TESTS = 'test_pass_rate';

function testsOf(
  spine: Ledger,
  row: Run,
  { kpis, changes }: { kpis: readonly Kpi[]; changes: ChangeList | null },
): Outcome['tests'] {
  const base = changes?.base_tree ?? null;
  const before =
    base === null ? undefined : spine.store.read.kpis.onTree(TESTS, base, row.project_id);
  const after = kpis.findLast(({ name, source }) => name === TESTS && source === 'measured');
  return { before: countsOf(before) ?? beforeOf(after), after: countsOf(after) };
}

/** What the base gave when the run's tests were judged beside it. */
function beforeOf(after: Kpi | undefined): Outcome['tests']['before'] {
  const against = after?.evidence?.against_base;
  if (against?.tests_executed === undefined || against.tests_executed === null) return null;
  return { executed: against.tests_executed, failed: against.tests_failed };
}

/** Names of failing tests are kept up to a number; the rate counts them all. */
function countsOf(kpi: Kpi | undefined): Outcome['tests']['before'] {
  const executed = kpi?.evidence?.tests_executed ?? null;
  if (kpi === undefined || executed === null || typeof kpi.value !== 'number') return null;
  return { executed, failed: Math.round(executed * (1 - kpi.value)) };
}

/** From the start to the end of the last task: a review or a merge is no work of the run's. */
function workedMs(spine: Ledger, row: Run): number | null {
  if (row.started_at === null) return null;
  const last = spine.store.read.tasks.lastEndOf(row.run_id);
  return last === null ? null : last - row.started_at;
}

/** What the plan promised; null unless the run is of all of the plan that can run. */
function promisedOf(spine: Ledger, row: Run): Totals | null {
  const project = spine.store.read.projects.get(row.project_id);
  if (project === undefined || row.kind !== 'baseline') return null;
  const plan = parseStored(planSchema, project.plan);
  const willRun = plan?.tasks.filter(({ runnable }) => runnable).length;
  return willRun === row.tasks_total ? parseStored(totalsSchema, project.totals) : null;
}
