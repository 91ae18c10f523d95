import { failedResult } from '../dispatch/failed-result.ts';
import { addedCommandAction, judgeAdded } from '#core/gates/base/added-command.ts';
import { waitsForAcceptance } from '#core/gates/exit-code-only.ts';
import { evidenceHolds } from '#core/gates/evidence-holds.ts';
import type { StepCommand } from '#core/gates/types.ts';
import { KPIS, whyNotMeasured } from '#shared/kpis.ts';
import type { LaneConfig, LaneGate } from '#shared/lanes.ts';
import type { RunStage } from '../db/runs.ts';
import type { RunAgain } from './judge-against-base.ts';
import { acceptedBy } from './acceptance-rules.ts';
import { measureStep } from './measure-gates.ts';
import type { MeasuredGate } from './measured-gate.ts';
import { gatesToMeasure, type LaneGateOf } from './lane-gates.ts';
import { recordGate } from './record-kpi.ts';
import type { Execution, Ledger, Settings, Upkeep } from '../dispatch/spine.ts';
import { prepareGate } from '../dispatch/tool-job.ts';
import { writeUntilDurable } from '../dispatch/write-until-durable.ts';
import { whyUntrusted } from '../approvals/trust/why-untrusted.ts';
import type { ExecuteResult, ToolJob } from '#shared/messages/job.ts';
import type { RunWorktree } from '../dispatch/worktrees.ts';

/**
 * Measures on the run's integrated tree whatever no task measured there. A failed task already
 * decides the run, so nothing more is run then. A gate without a command is recorded as not
 * measured, with the reason.
 */
export async function measureMissing(
  spine: Ledger & Settings & Execution & Upkeep,
  row: RunStage,
): Promise<void> {
  const tasks = spine.store.read.tasks.listOfRun(row.run_id);
  if (tasks.some((task) => task.status !== 'succeeded')) return;
  const wanted = gatesToMeasure(spine.lanes, tasks);
  const place = spine.store.read.worktrees.listOfRun(row.run_id)[0];
  if (wanted.length === 0 || place === undefined) return;
  const untrusted = await whyUntrusted(spine, { row, tasks, repo: place.repo });
  const worktree = await spine.worktrees.ensure(row.run_id, place.repo);
  const { treeHash } = await spine.pools.ask({ kind: 'tree_hash', worktree: worktree.worktree });
  const known = spine.store.read.kpis.currentOfRun(row.run_id);
  for (const { lane, gate } of wanted) {
    const holds = known.some(
      (kpi) =>
        kpi.name === gate.kpi &&
        kpi.source === 'measured' &&
        // What it could not reach may be approved since.
        (kpi.state === 'pass' || kpi.evidence?.needs_environment === undefined) &&
        // What was measured on the code index or a copy stays true of it, whatever the tree became.
        (KPIS[gate.kpi].of !== 'tree' ||
          evidenceHolds({ evidenceTree: kpi.evidence?.tree_hash ?? '', currentTree: treeHash })),
    );
    if (holds) continue;
    const request = { row, lane, gate, worktree, treeHash };
    const measured =
      untrusted === null ? await measureOne(spine, request) : notMeasured(request, untrusted);
    await writeUntilDurable(spine, (tx) =>
      recordGate(tx, { runId: row.run_id, projectId: row.project_id, task: null }, measured),
    );
  }
}

/** A gate to measure on a tree of a run's. */
export interface GateRequest extends LaneGateOf {
  row: Pick<RunStage, 'run_id' | 'project_id'>;
  worktree: RunWorktree;
  treeHash: string;
}

/** Runs the command that measures a gate, and judges it; says why where there is none. */
export async function measureOne(
  spine: Ledger & Settings & Execution,
  request: GateRequest,
): Promise<MeasuredGate> {
  const { gate, lane, row, worktree } = request;
  const step = worktree.found.commands.find((command) => KPIS[gate.kpi].measured === command.step);
  if (step === undefined)
    return (await measureAdded(spine, request)) ?? notMeasured(request, whyMissing(gate, worktree));
  const measured = await runGate(spine, {
    name: `gate-${gate.kpi}-${row.run_id}`,
    row,
    lane,
    step,
    worktree,
  });
  return measured ?? notMeasured(request, `the ${step.step} command measures no gate of this lane`);
}

/** By the run's own test command, where its base has none; null: the run brought none either. */
async function measureAdded(
  spine: Ledger & Settings & Execution,
  { gate, lane, row, worktree }: GateRequest,
): Promise<MeasuredGate | null> {
  if (KPIS[gate.kpi].measured !== 'test') return null;
  const tests = await spine.worktrees.lookForTests(worktree);
  if (tests === null) return null;
  const { step, added } = tests;
  const measured = await runGate(spine, {
    name: `gate-${gate.kpi}-${row.run_id}`,
    row,
    lane,
    step,
    worktree: tests.worktree,
    isAdded: true,
  });
  if (measured === undefined) return null;
  const { judgement: own, evidence } = measured;
  if (own.state !== 'pass' && !waitsForAcceptance({ state: own.state, evidence })) return measured;
  const action = addedCommandAction(worktree.repo, added);
  const at = { read: spine.store.read, nowMs: spine.clock.nowMs() };
  const judgement = judgeAdded(own, added, acceptedBy(at, { ...askedFor(row), action }));
  if (judgement === own) return measured;
  return {
    gate,
    judgement,
    evidence: { ...evidence, added_command: added, reason: judgement.reason },
  };
}

function askedFor({ run_id: runId, project_id: projectId }: GateRequest['row']) {
  return { taskId: '', runId, projectId };
}

async function runGate(
  spine: Ledger & Settings & Execution,
  input: {
    name: string;
    row: GateRequest['row'];
    lane: LaneConfig;
    step: StepCommand;
    worktree: RunWorktree;
    isAdded?: true;
  },
): Promise<MeasuredGate | undefined> {
  const { name, row, lane, isAdded } = input;
  const log = { name, runId: row.run_id };
  const asked = askedFor(row);
  const prepared = await prepareGate(spine, { ...input, asked });
  const result = await runJob(spine, log, prepared.job);
  const again: RunAgain = (job, why) => {
    sayWhy(spine, log, why);
    return runJob(spine, log, job);
  };
  return (
    await measureStep(spine, { lane, prepared, asked, result, again, ...(isAdded && { isAdded }) })
  )[0];
}

interface GateLog {
  name: string;
  runId: string;
}

function sayWhy({ logs, clock }: Execution & Ledger, { name, runId }: GateLog, text: string): void {
  const ts = new Date(clock.nowMs()).toISOString();
  logs.append(runId, [{ ts, task_id: name, stream: 'system', text }]);
}

function runJob(spine: Execution, { name, runId }: GateLog, job: ToolJob): Promise<ExecuteResult> {
  const execution = spine.pools.execute(job, (message) => {
    if (message.type !== 'lines') return;
    spine.logs.append(
      runId,
      message.lines.map((line) => ({
        ts: new Date(line.ts).toISOString(),
        task_id: name,
        stream: line.stream,
        text: line.text,
      })),
    );
  });
  return execution.result.catch((error: unknown) => failedResult('transient', String(error)));
}

function whyMissing(gate: LaneGate, worktree: RunWorktree): string {
  const entry = worktree.found.missing.find((missing) => KPIS[gate.kpi].measured === missing.step);
  return (
    entry?.reason ?? whyNotMeasured(gate.kpi) ?? `nothing in this version measures ${gate.kpi}`
  );
}

function notMeasured(request: GateRequest, reason: string): MeasuredGate {
  return {
    gate: request.gate,
    judgement: { state: 'not_measured', value: null, reason },
    evidence: {
      command: [],
      exit_code: null,
      duration_ms: 0,
      tests_executed: null,
      tests_failed: [],
      report_format: null,
      tree_hash: request.treeHash,
      reason,
      output_tail: '',
    },
  };
}
