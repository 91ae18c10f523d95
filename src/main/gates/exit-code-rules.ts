import { recordKpi } from './record-kpi.ts';
import { exitCodeAction, waitsForAcceptance } from '#core/gates/exit-code-only.ts';
import { judgeAccepted } from '#core/gates/judge-gate.ts';
import { answeringRule, type Question } from '#core/rules/answering-rule.ts';
import { formatArgv } from '#shared/present/format-argv.ts';
import type { Payload } from '#shared/payload.ts';
import { closeQuestion } from '../approvals/close-question.ts';
import { raiseApproval } from '../approvals/raise-approval.ts';
import type { ApprovalRow } from '../db/approvals.ts';
import type { Kpi } from '../db/kpis.ts';
import type { Reads } from '../db/reads.ts';
import type { RunStage } from '../db/runs.ts';
import type { TaskRow } from '../db/tasks.ts';
import type { Tx } from '../db/transactions.ts';
import { moveRunTo, requireRun } from '../dispatch/run-states.ts';
import type { Settings } from '../dispatch/spine.ts';

/** Who accepted that a command of a repository is judged by its exit code alone; null: nobody. */
export function acceptedBy(
  at: { read: Reads; nowMs: number },
  { repo, command }: { repo: string; command: readonly string[] },
  asked: Omit<Question, 'action'>,
): string | null {
  const action = exitCodeAction(repo, command);
  const rule = answeringRule(at.read.rules.about(action), { ...asked, action }, at.nowMs);
  return rule?.decision === 'allow' ? rule.actor : null;
}

/** Asks about the gates of a run in review that only an exit code could decide, once for each. */
export function askAboutExitCodes(
  tx: Tx,
  spine: Settings,
  row: Pick<RunStage, 'run_id' | 'project_id'>,
  tasks: readonly TaskRow[],
): void {
  const { run_id: runId, project_id: projectId } = row;
  for (const { kpi, task, repo, action } of waiting(tx.read, runId, tasks)) {
    const asked = { action, taskId: task.task_id, runId, projectId };
    if (answeringRule(tx.read.rules.about(action), asked, tx.nowMs) !== null) continue;
    if (tx.read.approvals.pendingAbout(runId, action) !== undefined) continue;
    const argv = kpi.evidence?.command ?? [];
    raiseApproval(tx, spine, {
      kind: 'exit_code',
      run_id: runId,
      projectId,
      question: `The tests of this repository are judged by exit code only: “${formatArgv(argv)}” ended with exit code 0 and printed no count of tests. Does that prove them?`,
      proposed_micro: null,
      proposed_ms: null,
      task_id: task.task_id,
      action,
      shown: { argv, repo, lane: task.lane },
      condition: null,
      requester: task.requester,
      asked_by: task.asked_by,
    });
  }
}

interface Waiting {
  kpi: Kpi;
  task: TaskRow;
  repo: string;
  action: string;
}

function waiting(read: Reads, runId: string, tasks: readonly TaskRow[]): Waiting[] {
  const places = read.worktrees.listOfRun(runId);
  return read.kpis.currentOfRun(runId).flatMap((kpi) => {
    const task = tasks.find(({ task_id: id }) => id === kpi.taskId) ?? tasks[0];
    if (kpi.source !== 'measured' || !waitsForAcceptance(kpi) || task === undefined) return [];
    const named = (JSON.parse(task.payload) as Payload).repo;
    const repo = (places.find((place) => place.repo === named) ?? places[0])?.repo;
    if (repo === undefined) return [];
    return [{ kpi, task, repo, action: exitCodeAction(repo, kpi.evidence?.command ?? []) }];
  });
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
  for (const { kpi } of gates) {
    const { evidence } = kpi;
    const { state, value, reason } = judgeAccepted(actor);
    if (evidence === null) continue;
    const accepted = { state, value, evidence: { ...evidence, reason }, createdAt: tx.nowMs };
    recordKpi(tx, run.project_id, { ...kpi, ...accepted }, { tests_executed: null, reason });
  }
  moveRunTo(tx, run, 'validating', `exit code accepted by ${actor}`);
}
