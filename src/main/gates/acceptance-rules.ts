import { recordKpi } from './record-kpi.ts';
import { addedCommandAction, askAboutCommand, judgeAdded } from '#core/gates/base/added-command.ts';
import { exitCodeAction, waitsForAcceptance } from '#core/gates/exit-code-only.ts';
import { EXIT_CODE_ONLY, judgeAccepted, type Judgement } from '#core/gates/judge-gate.ts';
import { answeringRule, type Question } from '#core/rules/answering-rule.ts';
import { formatArgv } from '#shared/present/format-argv.ts';
import type { Payload } from '#shared/payload.ts';
import { askOnce } from '../approvals/ask-once.ts';
import { closeQuestion } from '../approvals/close-question.ts';
import type { ApprovalRow } from '../db/approvals.ts';
import type { Kpi } from '../db/kpis.ts';
import type { Reads } from '../db/reads.ts';
import type { RunStage } from '../db/runs.ts';
import type { TaskRow } from '../db/tasks.ts';
import type { Tx } from '../db/transactions.ts';
import { moveRunTo, requireRun } from '../dispatch/run-states.ts';
import type { Settings } from '../dispatch/spine.ts';

/** Questions of which a yes makes results count that were measured before it. */
export function isAcceptance({ kind }: Pick<ApprovalRow, 'kind'>): boolean {
  return kind === 'exit_code' || kind === 'test_command';
}

/** Who accepted what stands between a result and its gate; null: nobody. */
export function acceptedBy(at: { read: Reads; nowMs: number }, asked: Question): string | null {
  const rule = answeringRule(at.read.rules.about(asked.action), asked, at.nowMs);
  return rule?.decision === 'allow' ? rule.actor : null;
}

/**
 * Asks about the gates of a run in review that count once a person accepts how they were measured:
 * by an exit code alone, or by a test command that the base does not have. Once for each.
 */
export function askAboutResults(
  tx: Tx,
  spine: Settings,
  row: Pick<RunStage, 'run_id' | 'project_id'>,
  tasks: readonly TaskRow[],
): void {
  const run = { runId: row.run_id, projectId: row.project_id };
  for (const { kpi, repo, ...asked } of waiting(tx.read, run.runId, tasks)) {
    const shown = { argv: kpi.evidence?.command ?? [], repo, lane: asked.task.lane };
    askOnce(tx, spine, { ...asked, shown }, run);
  }
}

interface Waiting {
  kpi: Kpi;
  task: TaskRow;
  repo: string;
  action: string;
  kind: 'exit_code' | 'test_command';
  question: string;
}

function waiting(read: Reads, runId: string, tasks: readonly TaskRow[]): Waiting[] {
  const places = read.worktrees.listOfRun(runId);
  return read.kpis.currentOfRun(runId).flatMap((kpi) => {
    const task = tasks.find(({ task_id: id }) => id === kpi.taskId) ?? tasks[0];
    if (kpi.source !== 'measured' || task === undefined) return [];
    const named = (JSON.parse(task.payload) as Payload).repo;
    const repo = (places.find((place) => place.repo === named) ?? places[0])?.repo;
    if (repo === undefined) return [];
    const asked = questionOf(kpi, repo);
    return asked === null ? [] : [{ kpi, task, repo, ...asked }];
  });
}

/** null: nothing of the gate waits for a person's yes. */
function questionOf(kpi: Kpi, repo: string): Pick<Waiting, 'kind' | 'action' | 'question'> | null {
  const { state, evidence } = kpi;
  const added = evidence?.added_command;
  if (added !== undefined) {
    if (state !== 'unverified') return null;
    const question = askAboutCommand(added);
    return { kind: 'test_command', action: addedCommandAction(repo, added), question };
  }
  if (!waitsForAcceptance(kpi)) return null;
  const argv = evidence?.command ?? [];
  const question = `The tests of this repository are judged by exit code only: “${formatArgv(argv)}” ended with exit code 0 and printed no count of tests. Does that prove them?`;
  return { kind: 'exit_code', action: exitCodeAction(repo, argv), question };
}

/**
 * What a person's yes means: the gates that waited for it pass, in every run in review, and these
 * runs go back to be settled.
 */
export function followAcceptance(
  tx: Tx,
  row: ApprovalRow,
  given: { actor: string; ruleId: number },
): void {
  const { action } = row;
  if (action === null) return;
  const others = tx.read.approvals
    .allPendingAbout(action)
    .filter((other) => other.approval_id !== row.approval_id);
  for (const other of others)
    closeQuestion(tx, other, {
      status: 'approved',
      ...given,
      reason: `Answered with approval ${row.approval_id}.`,
    });
  for (const { run_id: runId } of [row, ...others])
    accept(tx, runId, { action, actor: given.actor });
}

function accept(tx: Tx, runId: string, { action, actor }: { action: string; actor: string }): void {
  const run = requireRun(tx, runId);
  if (run.status !== 'needs_review') return;
  const gates = waiting(tx.read, runId, tx.read.tasks.listOfRun(runId)).filter(
    (one) => one.action === action,
  );
  for (const one of gates) {
    const { kpi } = one;
    if (kpi.evidence === null) continue;
    const { added_command: added, ...evidence } = kpi.evidence;
    const { state, value, reason } = acceptedGate(tx, one, actor);
    const kept = added === undefined || state !== 'pass' ? {} : { added_command: added };
    const accepted = {
      state,
      value,
      evidence: { ...evidence, ...kept, reason },
      createdAt: tx.nowMs,
    };
    recordKpi(tx, run.project_id, { ...kpi, ...accepted }, { tests_executed: null, reason });
  }
  moveRunTo(tx, run, 'validating', `result accepted by ${actor}`);
}

/** An added command of which only the exit code can be read is asked about once more. */
function acceptedGate(tx: Tx, { kpi, task, repo }: Waiting, actor: string): Judgement {
  const added = kpi.evidence?.added_command;
  if (added === undefined) return judgeAccepted(actor);
  if (!waitsForAcceptance(kpi))
    return judgeAdded({ state: 'pass', value: 1, reason: null }, added, actor);
  const by = acceptedBy(
    { read: tx.read, nowMs: tx.nowMs },
    {
      action: exitCodeAction(repo, kpi.evidence?.command ?? []),
      taskId: task.task_id,
      runId: task.run_id,
      projectId: task.project_id,
    },
  );
  return by === null ? EXIT_CODE_ONLY : judgeAdded(judgeAccepted(by), added, actor);
}
