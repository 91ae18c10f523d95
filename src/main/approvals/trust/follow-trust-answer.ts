import type { ApprovalRow } from '../../db/approvals.ts';
import type { Tx } from '../../db/transactions.ts';
import { closeQuestion } from '../close-question.ts';
import { endRule } from '../record-rule.ts';
import { readCondition } from './read-condition.ts';

interface TrustAnswer {
  status: 'approved' | 'rejected' | 'expired';
  actor: string;
  ruleId: number;
  /** Whether the answer holds for every run. */
  isForAll: boolean;
}

/**
 * What an answer about a root means for the rest of the ledger: trust in other settings ends, and
 * what other runs asked about the same settings is answered with it. Nobody's silence ends a trust.
 */
export function followTrustAnswer(
  tx: Tx,
  row: ApprovalRow,
  { status, actor, ruleId, isForAll }: TrustAnswer,
): void {
  const { action } = row;
  if (action === null || status === 'expired') return;
  const asked = readCondition(row.condition)?.fingerprint;
  for (const rule of tx.read.rules.about(action)) {
    if (rule.ruleId === ruleId || rule.decision !== 'allow') continue;
    if (readCondition(rule.condition)?.fingerprint === asked) continue;
    const reason = `The git settings changed, and what they are now was ${status}.`;
    endRule(tx, rule, { actor, reason });
  }
  if (!isForAll) return;
  for (const other of tx.read.approvals.allPendingAbout(action)) {
    if (other.approval_id === row.approval_id) continue;
    if (readCondition(other.condition)?.fingerprint !== asked) continue;
    const reason = `Answered with approval ${row.approval_id}.`;
    closeQuestion(tx, other, { status, actor, reason, ruleId });
  }
}
