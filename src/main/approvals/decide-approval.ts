import type { CallContext, Output, Parsed, pasContract } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors.ts';
import type { RuleScope } from '#shared/rule-scopes.ts';
import type { ApprovalState } from '#shared/states.ts';
import {
  approveBudget,
  followBudgetAnswer,
  rejectBudget,
  type RaisedCaps,
} from '../budget/answer-budget.ts';
import type { ApprovalRow, NamedApproval } from '../db/approvals.ts';
import type { Tx } from '../db/transactions.ts';
import { requireRun } from '../dispatch/run-states.ts';
import { settle } from '../dispatch/settle-run.ts';
import type { Execution, Ledger, Queue, Settings, Upkeep } from '../dispatch/spine.ts';
import { followAcceptance, isAcceptance } from '../gates/acceptance-rules.ts';
import { writeKeyed } from '../runs/keyed-write.ts';
import { toWireApproval } from '../runs/wire.ts';
import { closeQuestion } from './close-question.ts';
import { recordRule } from './record-rule.ts';
import { rerunWithInstalled } from './install/follow-install-answer.ts';
import { answerOthers, measureWithPlaces } from './places/follow-place-answer.ts';
import { followTrustAnswer } from './trust/follow-trust-answer.ts';
import { askAnew } from './ask-anew.ts';

type Decide = Parsed<(typeof pasContract)['decideApproval']>;
type Decided = Output<(typeof pasContract)['decideApproval']>;

/** Answers a question: a budget is raised or its run paused; of an action, a rule is recorded. */
export async function decideApproval(
  spine: Ledger & Settings & Queue & Execution & Upkeep,
  input: Decide,
  call: CallContext,
): Promise<Decided> {
  return writeKeyed<Decided>(spine, {
    operation: 'decideApproval',
    input,
    call,
    effect: (tx) => {
      const row = requirePending(tx, input.approval_id);
      refuseStray(row, input, tx.nowMs);
      return { approval: toWireApproval(answer(tx, row, toAnswer(row, input, call.actor))) };
    },
    afterCommit: ({ approval }) => {
      const row = spine.store.read.approvals.get(approval.approval_id);
      if (row === undefined) return;
      followAnswer(spine, row);
      if (isAcceptance(row)) settleAccepted(spine, row);
      if (row.kind === 'connect') measureAgain(spine, row);
      if (row.kind === 'install') runAgain(spine, row);
    },
  });
}

function requirePending(tx: Tx, id: number): NamedApproval {
  const row = tx.read.approvals.get(id);
  if (row === undefined) throw new AppError('unknown_approval', `There is no approval ${id}.`);
  if (row.status === 'pending') return row;
  const cure =
    row.rule_id === null || row.status === 'approved'
      ? ''
      : ` Revoke rule ${row.rule_id} (vp rules revoke ${row.rule_id}) to be asked again.`;
  throw new AppError('illegal_transition', `Approval ${id} was ${row.status} already.${cure}`);
}

/** What was given must mean something for this kind of question: nothing is dropped in silence. */
function refuseStray(
  { kind, proposed_ms: proposedMs }: Pick<ApprovalRow, 'kind' | 'proposed_ms'>,
  input: Decide,
  nowMs: number,
): void {
  const refuse = (path: string, message: string): never => {
    throw new AppError('invalid_input', `${path} ${message}.`, { errors: [{ path, message }] });
  };
  for (const field of ['budget_usd', 'budget_duration_minutes'] as const)
    if (kind !== 'budget' && input[field] !== undefined)
      refuse(field, `belongs to a budget; this approval is about a ${kind}`);
  if (proposedMs !== null && input.budget_usd !== undefined)
    refuse('budget_usd', 'is about money; this asks for time: give budget_duration_minutes');
  if (proposedMs === null && input.budget_duration_minutes !== undefined)
    refuse('budget_duration_minutes', 'is about time; this asks for money: give budget_usd');
  if (kind !== 'budget' && input.expires_at !== undefined && Date.parse(input.expires_at) <= nowMs)
    refuse('expires_at', 'must be in the future');
  if (kind !== 'budget') return;
  if (input.scope !== undefined) refuse('scope', 'belongs to a command; this is about a budget');
  if (input.expires_at !== undefined)
    refuse('expires_at', 'belongs to a command; this is about a budget');
}

/** An answer, whoever or whatever gives it. */
export interface Answer {
  status: Exclude<ApprovalState, 'pending'>;
  scope: RuleScope;
  actor: string;
  reason: string | null;
  caps?: RaisedCaps;
  expiresAtMs?: number | null;
}

/** How far an approval reaches unless it is said. */
const USUAL_SCOPE = {
  budget: 'run',
  command: 'once',
  connect: 'project',
  install: 'project',
  trust: 'always',
  exit_code: 'always',
  test_command: 'always',
} as const satisfies Record<ApprovalRow['kind'], RuleScope>;

function toAnswer({ kind }: Pick<ApprovalRow, 'kind'>, input: Decide, actor: string): Answer {
  const isApproved = input.decision === 'approve';
  return {
    status: isApproved ? 'approved' : 'rejected',
    scope: input.scope ?? (isApproved ? USUAL_SCOPE[kind] : 'run'),
    actor,
    reason: input.reason ?? null,
    caps: {
      ...(input.budget_usd === undefined ? {} : { budget_usd: input.budget_usd }),
      ...(input.budget_duration_minutes === undefined
        ? {}
        : { duration_minutes: input.budget_duration_minutes }),
    },
    expiresAtMs: input.expires_at === undefined ? null : Date.parse(input.expires_at),
  };
}

/** Stores an answer with all that follows from it in the ledger. */
export function answer<R extends ApprovalRow>(tx: Tx, row: R, given: Answer): R {
  const { status, actor, reason } = given;
  const ruleId = row.kind === 'budget' ? null : recordAnswer(tx, row, given);
  if (row.kind === 'budget') {
    if (status === 'approved') approveBudget(tx, row, { ...given, caps: given.caps ?? {} });
    else rejectBudget(tx, row);
  }
  closeQuestion(tx, row, { status, actor, reason, ruleId });
  if (row.kind === 'trust' && ruleId !== null)
    followTrustAnswer(tx, row, { status, actor, ruleId, isForAll: given.scope === 'always' });
  if (isAcceptance(row) && status === 'approved' && ruleId !== null)
    followAcceptance(tx, row, { actor, ruleId });
  const isShared = row.kind === 'connect' || row.kind === 'install';
  if (isShared && status === 'approved' && ruleId !== null)
    answerOthers(tx, row, { actor, ruleId });
  return { ...row, status, decided_at: tx.nowMs, actor, reason, rule_id: ruleId };
}

function recordAnswer(tx: Tx, row: ApprovalRow, given: Answer): number {
  const { kind, action, shown, task_id: taskId } = row;
  if (kind === 'budget' || action === null || shown === null || taskId === null)
    throw new Error(`approval ${row.approval_id} is about no action`);
  return recordRule(tx, {
    kind,
    question: {
      action,
      taskId,
      runId: row.run_id,
      projectId: requireRun(tx, row.run_id).project_id,
    },
    shown,
    decision: given.status === 'approved' ? 'allow' : 'deny',
    scope: given.scope,
    condition: row.condition,
    approvalId: row.approval_id,
    actor: given.actor,
    reason: given.reason,
    expiresAtMs: given.expiresAtMs ?? null,
  });
}

/** Memory follows an answer; call after the commit. */
export function followAnswer(
  spine: Ledger & Queue,
  { kind, action, run_id: runId, status }: ApprovalRow,
): void {
  if (kind === 'budget') return followBudgetAnswer(spine, runId, status === 'approved');
  if (action !== null) askAnew(spine, action);
}

/** The runs whose gates the answer made pass are validated; what of them is missing is measured. */
function settleAccepted(
  spine: Ledger & Settings & Queue & Execution & Upkeep,
  { rule_id: ruleId }: ApprovalRow,
): void {
  for (const runId of spine.store.read.approvals.runsAnsweredBy(ruleId ?? 0))
    settle(spine, runId).catch((error: unknown) =>
      spine.log.error({ err: error, run: runId }, 'a run could not be settled'),
    );
}

/** With what may be reached now, where the last answer was given. */
function measureAgain(
  spine: Ledger & Settings & Queue & Execution & Upkeep,
  row: Pick<ApprovalRow, 'run_id' | 'rule_id'>,
): void {
  measureWithPlaces(spine, row).catch((error: unknown) =>
    spine.log.error({ err: error, run: row.run_id }, 'a run could not be measured again'),
  );
}

/** With the dependencies that may be installed now. */
function runAgain(
  spine: Ledger & Queue & Execution & Upkeep,
  row: Pick<ApprovalRow, 'run_id' | 'rule_id' | 'status'>,
): void {
  rerunWithInstalled(spine, row).catch((error: unknown) =>
    spine.log.error({ err: error, run: row.run_id }, 'a run could not be run again'),
  );
}
