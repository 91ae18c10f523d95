import type { ApprovalKind, Requester } from '#shared/rules.ts';
import type { ApprovalState } from '#shared/states.ts';
import type { Reader, Writer } from './open-ledger.ts';

export interface ApprovalRow {
  approval_id: number;
  run_id: string;
  kind: ApprovalKind;
  status: ApprovalState;
  question: string;
  proposed_micro: number | null;
  /** The proposed cap of time, ms, where the question is about time. */
  proposed_ms: number | null;
  /** The task that asked first; null when the run asks. */
  task_id: string | null;
  /** The action that waits, as rules name it; null for budgets. */
  action: string | null;
  /** JSON: the action as a person is shown it. */
  shown: string | null;
  /** What must still be so for a rule made of the answer to hold; null: nothing. */
  condition: string | null;
  requester: Requester | null;
  asked_by: string | null;
  created_at: number;
  expires_at: number | null;
  decided_at: number | null;
  actor: string | null;
  reason: string | null;
  /** The rule that the decision recorded. */
  rule_id: number | null;
}

/** With the names that a person knows task and project by. */
export interface NamedApproval extends ApprovalRow {
  task_title: string | null;
  project_name: string;
}

const NAMED = `SELECT a.*, (SELECT t.title FROM tasks t WHERE t.task_id = a.task_id) AS task_title,
  (SELECT iif(p.registered = 1, p.name, 'Project ' || p.project_id) FROM projects p WHERE p.project_id = r.project_id) AS project_name FROM approvals a JOIN runs r ON r.run_id = a.run_id`;

type BudgetChange = Pick<ApprovalRow, 'actor' | 'reason' | 'created_at'> & {
  actor: string;
  before: string;
  after: string;
};

/** Reading approvals. */
export function createApprovalReads(reader: Reader) {
  const byId = reader.prepare(`${NAMED} WHERE a.approval_id = ?`);
  const list = reader.prepare(
    `${NAMED} WHERE r.trash_id IS NULL AND (@status IS NULL OR a.status = @status)
     ORDER BY a.approval_id DESC LIMIT @limit`,
  );
  const pendingOfRun = reader.prepare(
    "SELECT * FROM approvals WHERE run_id = ? AND status = 'pending' AND action IS NULL",
  );
  const asked = reader.prepare(
    "SELECT * FROM approvals WHERE run_id = ? AND action = ? AND status = 'pending'",
  );
  const everywhere = reader.prepare(
    "SELECT * FROM approvals WHERE action = ? AND status = 'pending' ORDER BY approval_id",
  );
  const answered = reader
    .prepare('SELECT DISTINCT run_id FROM approvals WHERE rule_id = ? ORDER BY run_id')
    .pluck();
  const changes = reader.prepare(
    'SELECT actor, reason, before, after, created_at FROM budget_changes WHERE run_id = ? ORDER BY change_id DESC',
  );
  const ofRun = reader.prepare(
    'SELECT * FROM approvals WHERE run_id = ? AND kind = ? ORDER BY approval_id',
  );
  const pending = reader.prepare("SELECT count(*) FROM approvals WHERE status = 'pending'").pluck();
  const due = reader.prepare(
    "SELECT * FROM approvals WHERE status = 'pending' AND expires_at <= ? ORDER BY approval_id",
  );
  const nextEnd = reader
    .prepare("SELECT min(expires_at) FROM approvals WHERE status = 'pending'")
    .pluck();
  return {
    get: (id: number) => byId.get(id) as NamedApproval | undefined,
    list: (status: string | undefined, limit: number) =>
      list.all({ status: status ?? null, limit }) as NamedApproval[],
    /** The open question about a run's budget. */
    pendingOfRun: (runId: string) => pendingOfRun.get(runId) as ApprovalRow | undefined,
    /** All open questions about an action. */
    allPendingAbout: (action: string) => everywhere.all(action) as ApprovalRow[],
    /** The open question about an action in a run. */
    pendingAbout: (runId: string, action: string) =>
      asked.get(runId, action) as ApprovalRow | undefined,
    /** Runs whose questions a rule answered. */
    runsAnsweredBy: (ruleId: number) => answered.all(ruleId) as string[],
    /** The newest first; `before` and `after` are JSON texts of caps. */
    budgetChangesOf: (runId: string) => changes.all(runId) as BudgetChange[],
    /** All of a kind that a run ever asked. */
    ofRun: (runId: string, kind: ApprovalKind) => ofRun.all(runId, kind) as ApprovalRow[],
    countPending: () => pending.get() as number,
    /** Open questions whose time is over. */
    listDue: (nowMs: number) => due.all(nowMs) as ApprovalRow[],
    /** When the next open question ends by itself, ms; null: none will. */
    nextEndMs: () => nextEnd.get() as number | null,
  };
}

export type NewApproval = Pick<
  ApprovalRow,
  | 'run_id'
  | 'kind'
  | 'question'
  | 'proposed_micro'
  | 'proposed_ms'
  | 'task_id'
  | 'action'
  | 'shown'
  | 'condition'
  | 'requester'
  | 'asked_by'
  | 'created_at'
  | 'expires_at'
>;

/** Raising and deciding approvals, and the audit of budget changes. */
export function createApprovalWrites(writer: Writer) {
  const insert = writer.prepare(
    `INSERT INTO approvals (run_id, kind, status, question, proposed_micro, proposed_ms, task_id, action, shown, condition, requester, asked_by, created_at, expires_at)
     VALUES (@run_id, @kind, 'pending', @question, @proposed_micro, @proposed_ms, @task_id, @action, @shown, @condition, @requester, @asked_by, @created_at, @expires_at)`,
  );
  const decide = writer.prepare(
    "UPDATE approvals SET status = @status, decided_at = @nowMs, actor = @actor, reason = @reason, rule_id = @ruleId WHERE approval_id = @id AND status = 'pending'",
  );
  const expire = writer.prepare(
    "UPDATE approvals SET status = 'expired', decided_at = ? WHERE run_id = ? AND status = 'pending'",
  );
  const audit = writer.prepare(
    'INSERT INTO budget_changes (run_id, actor, reason, before, after, created_at) VALUES (@runId, @actor, @reason, @before, @after, @nowMs)',
  );
  return {
    raise: (approval: NewApproval) => Number(insert.run(approval).lastInsertRowid),
    decide: (values: {
      id: number;
      status: ApprovalState;
      actor: string;
      reason: string | null;
      ruleId: number | null;
      nowMs: number;
    }) => decide.run(values).changes === 1,
    expireOfRun: (runId: string, nowMs: number) => expire.run(nowMs, runId),
    auditBudget: (values: {
      runId: string;
      actor: string;
      reason: string | null;
      before: string;
      after: string;
      nowMs: number;
    }) => audit.run(values),
  };
}
