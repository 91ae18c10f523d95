import type { Rule } from '#core/rules/answering-rule.ts';
import type { ApprovalKind } from '#shared/rules.ts';
import type { Reader, Writer } from './open-ledger.ts';

/** A rule as it decides, and what is known of it beside that. */
export interface RuleRow extends Rule {
  kind: Exclude<ApprovalKind, 'budget'>;
  /** JSON: the action as a person saw it. */
  shown: string;
  /** What must still be so for the rule to hold; null: nothing. */
  condition: string | null;
  approvalId: number | null;
  actor: string;
  reason: string | null;
  endedBy: string | null;
  endedReason: string | null;
}

const COLUMNS = `rule_id AS ruleId, kind, action, shown, decision, scope, scope_ref AS scopeRef, condition, approval_id AS approvalId,
  actor, reason, created_at AS createdAtMs, expires_at AS expiresAtMs, ended_at AS endedAtMs, ended_by AS endedBy, ended_reason AS endedReason`;

/** Reading rules. */
export function createRuleReads(reader: Reader) {
  const byId = reader.prepare(`SELECT ${COLUMNS} FROM rules WHERE rule_id = ?`);
  const about = reader.prepare(
    `SELECT ${COLUMNS} FROM rules WHERE action = ? AND ended_at IS NULL ORDER BY rule_id`,
  );
  const history = reader.prepare(`SELECT ${COLUMNS} FROM rules WHERE action = ? ORDER BY rule_id`);
  const list = reader.prepare(
    `SELECT ${COLUMNS} FROM rules WHERE (@all = 1 OR (ended_at IS NULL AND (expires_at IS NULL OR expires_at > @nowMs)))
     ORDER BY rule_id DESC LIMIT @limit OFFSET @offset`,
  );
  const ofKind = reader.prepare(
    `SELECT ${COLUMNS} FROM rules WHERE kind = ? AND ended_at IS NULL ORDER BY rule_id`,
  );
  const denial = reader
    .prepare(
      "SELECT 1 FROM rules WHERE decision = 'deny' AND ended_at IS NULL AND (expires_at IS NULL OR expires_at > ?) LIMIT 1",
    )
    .pluck();
  return {
    get: (id: number) => byId.get(id) as RuleRow | undefined,
    /** Those about an action that were not revoked, expired ones included. */
    about: (action: string) => about.all(action) as RuleRow[],
    /** Those of a kind that were not revoked, expired ones included. */
    ofKind: (kind: RuleRow['kind']) => ofKind.all(kind) as RuleRow[],
    /** All that were ever recorded about an action. */
    history: (action: string) => history.all(action) as RuleRow[],
    /** Whether any rule denies something now. */
    anyDenial: (nowMs: number) => denial.get(nowMs) !== undefined,
    list: (filter: { all: boolean; nowMs: number; limit: number; offset: number }) =>
      list.all({ ...filter, all: filter.all ? 1 : 0 }) as RuleRow[],
  };
}

export type NewRule = Omit<RuleRow, 'ruleId' | 'endedAtMs' | 'endedBy' | 'endedReason'>;

/** Recording and ending rules. None is ever changed or deleted. */
export function createRuleWrites(writer: Writer) {
  const insert = writer.prepare(
    `INSERT INTO rules (kind, action, shown, decision, scope, scope_ref, condition, approval_id, actor, reason, created_at, expires_at)
     VALUES (@kind, @action, @shown, @decision, @scope, @scopeRef, @condition, @approvalId, @actor, @reason, @createdAtMs, @expiresAtMs)`,
  );
  const end = writer.prepare(
    'UPDATE rules SET ended_at = @nowMs, ended_by = @actor, ended_reason = @reason WHERE rule_id = @ruleId AND ended_at IS NULL',
  );
  return {
    insert: (rule: NewRule) => Number(insert.run(rule).lastInsertRowid),
    /** False when it had ended before. */
    end: (values: { ruleId: number; actor: string; reason: string | null; nowMs: number }) =>
      end.run(values).changes === 1,
  };
}
