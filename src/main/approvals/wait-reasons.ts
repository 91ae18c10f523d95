import type { RuleRow } from '../db/rules.ts';
import type { Waits } from './waiting-tasks.ts';

/** Why a task waits whose question is open. */
export function waitsFor(approvalId: number, asks: string): Waits['reason'] {
  return { kind: 'approval', text: `waits for your approval (${approvalId}): ${asks}` };
}

/** Why a task waits that a rule refuses. */
export function refusedBy({
  ruleId,
  actor,
  reason,
}: Pick<RuleRow, 'ruleId' | 'actor' | 'reason'>): Waits['reason'] {
  const why = reason === null ? '' : `: ${reason.replaceAll(/\s+/g, ' ').replace(/\.$/, '')}`;
  return {
    kind: 'approval',
    text: `refused by ${actor}${why}. Revoke rule ${ruleId} to be asked again (vp rules revoke ${ruleId}).`,
  };
}
