import { answeringRule, scopeRefOf, type Question } from '#core/rules/answering-rule.ts';
import type { RuleScope } from '#shared/rule-scopes.ts';
import { shownActionSchema, type RuleDecision } from '#shared/rules.ts';
import type { RuleRow } from '../db/rules.ts';
import type { Tx } from '../db/transactions.ts';
import { isoOrNull } from '../runs/wire.ts';

/** A decision about an action. */
export interface Decided {
  kind: RuleRow['kind'];
  /** Who asked, and for what; the scope is tied to it. */
  question: Question;
  /** JSON of the action as it was shown. */
  shown: string;
  decision: RuleDecision;
  scope: RuleScope;
  condition?: string | null;
  approvalId?: number | null;
  actor: string;
  reason: string | null;
  expiresAtMs?: number | null;
}

/** Records a decision, with what answered before it, in the ledger and its events. */
export function recordRule(tx: Tx, decided: Decided): number {
  const { nowMs } = tx;
  const { kind, question, shown, decision, scope, actor, reason } = decided;
  const before = answeringRule(tx.read.rules.about(question.action), question, nowMs);
  const expiresAtMs = decided.expiresAtMs ?? null;
  const ruleId = tx.rules.insert({
    kind,
    action: question.action,
    shown,
    decision,
    scope,
    scopeRef: scopeRefOf(scope, question),
    condition: decided.condition ?? null,
    approvalId: decided.approvalId ?? null,
    actor,
    reason,
    createdAtMs: nowMs,
    expiresAtMs,
  });
  tx.events.append(
    {
      type: 'rule.recorded',
      // Decided with the start of the engine, it belongs to no run.
      ...(question.runId === '' ? {} : { projectId: question.projectId, runId: question.runId }),
      data: {
        rule_id: ruleId,
        kind,
        shown: shownActionSchema.parse(JSON.parse(shown)),
        actor,
        reason,
        before: before?.decision ?? null,
        after: decision,
        scope,
        expires_at: isoOrNull(expiresAtMs),
      },
    },
    nowMs,
  );
  return ruleId;
}

/** Ends a rule, with its event; false when it had ended before. */
export function endRule(
  tx: Tx,
  rule: Pick<RuleRow, 'ruleId' | 'kind' | 'shown' | 'decision'>,
  by: { actor: string; reason: string | null },
): boolean {
  if (!tx.rules.end({ ruleId: rule.ruleId, ...by, nowMs: tx.nowMs })) return false;
  tx.events.append(
    {
      type: 'rule.ended',
      data: {
        rule_id: rule.ruleId,
        kind: rule.kind,
        shown: shownActionSchema.parse(JSON.parse(rule.shown)),
        ...by,
        before: rule.decision,
        after: null,
      },
    },
    tx.nowMs,
  );
  return true;
}
