import type { Reader, Writer } from './open-ledger.ts';

export interface ApprovalRow {
  approval_id: number;
  run_id: string;
  kind: 'budget';
  status: 'pending' | 'approved' | 'rejected' | 'expired';
  question: string;
  proposed_micro: number | null;
  created_at: number;
  decided_at: number | null;
  actor: string | null;
  reason: string | null;
}

/** Reading approvals. */
export function createApprovalReads(reader: Reader) {
  const byId = reader.prepare('SELECT * FROM approvals WHERE approval_id = ?');
  const list = reader.prepare(
    'SELECT * FROM approvals WHERE (@status IS NULL OR status = @status) ORDER BY approval_id DESC LIMIT @limit',
  );
  const pendingOfRun = reader.prepare(
    "SELECT * FROM approvals WHERE run_id = ? AND status = 'pending'",
  );
  const pending = reader.prepare("SELECT count(*) FROM approvals WHERE status = 'pending'").pluck();
  return {
    get: (id: number) => byId.get(id) as ApprovalRow | undefined,
    list: (status: string | undefined, limit: number) =>
      list.all({ status: status ?? null, limit }) as ApprovalRow[],
    pendingOfRun: (runId: string) => pendingOfRun.get(runId) as ApprovalRow | undefined,
    countPending: () => pending.get() as number,
  };
}

/** Raising and deciding approvals, and the audit of budget changes. */
export function createApprovalWrites(writer: Writer) {
  const insert = writer.prepare(
    "INSERT INTO approvals (run_id, kind, status, question, proposed_micro, created_at) VALUES (?, 'budget', 'pending', ?, ?, ?)",
  );
  const decide = writer.prepare(
    "UPDATE approvals SET status = @status, decided_at = @nowMs, actor = @actor, reason = @reason WHERE approval_id = @id AND status = 'pending'",
  );
  const expire = writer.prepare(
    "UPDATE approvals SET status = 'expired', decided_at = ? WHERE run_id = ? AND status = 'pending'",
  );
  const audit = writer.prepare(
    'INSERT INTO budget_changes (run_id, actor, reason, before, after, created_at) VALUES (@runId, @actor, @reason, @before, @after, @nowMs)',
  );
  return {
    raise: (runId: string, question: string, proposedMicro: number | null, nowMs: number) =>
      Number(insert.run(runId, question, proposedMicro, nowMs).lastInsertRowid),
    decide: (values: {
      id: number;
      status: string;
      actor: string;
      reason: string | null;
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
