import { judgeChange, type ChangeJudgement } from '#core/gates/base/judge-change.ts';
import { judgeGate, type Measurement } from '#core/gates/judge-gate.ts';
import { findJudges, type Judges } from './find-judges.ts';
import { must } from '#shared/assert.ts';
import type { AgainstBase } from '#shared/evidence.ts';
import type { LaneConfig, LaneGate } from '#shared/lanes.ts';
import type { ChangedPath } from '#shared/messages/host.ts';
import type { ExecuteResult, ToolJob } from '#shared/messages/job.ts';
import type { Execution, Ledger, Settings } from '../dispatch/spine.ts';
import { prepareAgain, type PreparedTool } from '../dispatch/tool-job.ts';

type Parts = Ledger & Settings & Execution;

/** A command of the app's own beside the one that is measured. */
export type RunAgain = (job: ToolJob, why: string) => Promise<ExecuteResult>;

export interface MeasuredSuite {
  lane: LaneConfig;
  gate: LaneGate;
  prepared: PreparedTool;
  own: Measurement;
  /** Reads what a command left, as `own` was read. */
  read: (result: ExecuteResult) => Promise<Measurement>;
  /** Digest of the command, the toolchain and what is installed. */
  setting: string;
  again: RunAgain;
}

export interface JudgedAgainstBase {
  judgement: ChangeJudgement;
  evidence: AgainstBase;
}

/** Evidence of a run is shown and kept whole; more names say no more. */
const MOST_NAMES = 50;

/**
 * Judges a test run beside the tree that its run started from; null when the run has changed
 * nothing, so that the tree is the base itself.
 */
export async function judgeAgainstBase(
  spine: Parts,
  suite: MeasuredSuite,
): Promise<JudgedAgainstBase | null> {
  const { gate, prepared, own } = suite;
  const worktree = must(prepared.worktree, 'tests are measured in a worktree');
  const at = { worktree: worktree.worktree, base: worktree.commit };
  const { paths } = await spine.pools.ask({ kind: 'changed_paths', ...at });
  if (paths.length === 0) return null;
  const judges = await findJudges(spine, worktree, paths);
  const base = await measureBase(spine, suite, paths);
  const guarded = await measureCopy(spine, suite, {
    why: 'the tests and settings of the base are run on what the run would hand over',
    name: 'guard',
    paths: [...judges.runnerFiles, ...judges.testFiles],
  });
  const judgement = judgeChange(gate, {
    own,
    base,
    guarded,
    ...judges,
  });
  return { judgement, evidence: evidenceOf(gate, { judgement, base, guarded, judges }) };
}

/** Once for a commit, a command and what is installed; later runs take what was kept. */
async function measureBase(
  spine: Parts,
  suite: MeasuredSuite,
  paths: readonly ChangedPath[],
): Promise<Measurement> {
  const { repo, commit } = must(suite.prepared.worktree, 'tests are measured in a worktree');
  const key = [repo, commit, suite.setting].join('\0');
  const kept = spine.store.read.baseResults.get(key);
  if (kept !== null) return kept;
  const measured = await measureCopy(spine, suite, {
    why: 'the tree that the run started from is measured',
    name: 'base',
    paths: paths.map(({ path }) => path),
  });
  // What did not end by itself is measured anew the next time.
  if (measured.kind === 'tests' || measured.kind === 'exit')
    await spine.store.commit.write((tx) => tx.baseResults.put(key, measured, tx.nowMs));
  return measured;
}

async function measureCopy(
  spine: Parts,
  { lane, prepared, read, again }: MeasuredSuite,
  { why, name, paths }: { why: string; name: string; paths: readonly string[] },
): Promise<Measurement> {
  const { commit } = must(prepared.worktree, 'tests are measured in a worktree');
  const job = await prepareAgain(spine, prepared, {
    name: `${name}-${prepared.job.taskId}.${prepared.job.attempt}`,
    lane,
    copyAs: { commit, paths },
  });
  const result = await again(job, why);
  if (result.exitCode !== null) return read(result);
  return { kind: 'unverified', reason: result.reason ?? 'the command did not end by itself' };
}

function evidenceOf(
  gate: LaneGate,
  {
    judgement,
    base,
    guarded,
    judges,
  }: {
    judgement: ChangeJudgement;
    base: Measurement;
    guarded: Measurement;
    judges: Judges;
  },
): AgainstBase {
  const { comparison } = judgement;
  const first = (names: readonly string[] | undefined): string[] =>
    (names ?? []).slice(0, MOST_NAMES);
  return {
    tests_executed: base.kind === 'tests' ? base.report.executed : null,
    tests_failed: base.kind === 'tests' ? base.report.failed : 0,
    newly_failing: first(comparison?.newlyFailing),
    already_failing: first(comparison?.alreadyFailing),
    fixed: first(comparison?.fixed),
    missing: first(comparison?.missing),
    newly_skipped: first(comparison?.newlySkipped),
    runner_files: first(judges.runnerFiles),
    changed_tests: first(judges.weakenedTests),
    reaches: first(judges.reaches),
    by_base: judgeGate(gate, guarded).state,
  };
}
