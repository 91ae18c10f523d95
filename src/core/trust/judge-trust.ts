import { mayApprove, type Requester } from '#shared/rules.ts';
import type { TrustCondition } from '#shared/trust.ts';
import { answeringRule, type Question, type Rule } from '../rules/answering-rule.ts';

/** A decision about a root, with what it rests on; null: of one that denies. */
export interface TrustRule extends Rule {
  holdsFor: TrustCondition | null;
}

export interface TrustQuestion {
  question: Question;
  requester: Requester;
  fingerprint: string;
  nowMs: number;
}

/** Whether a root is trusted now. `last`: the newest decision that allowed it. */
export type TrustVerdict<R extends TrustRule> =
  | { kind: 'trusted' | 'refused'; rule: R }
  | { kind: 'first' }
  | { kind: 'asks'; why: 'new' | 'changed' | 'ended'; last: R | null };

/** Decides by all rules that were ever recorded about the root. Rules: SPEC.md. */
export function judgeTrust<R extends TrustRule>(
  rules: readonly R[],
  { question, requester, fingerprint, nowMs }: TrustQuestion,
): TrustVerdict<R> {
  const holding = rules.filter((rule) => holds(rule, fingerprint));
  const rule = answeringRule(holding, question, nowMs);
  if (rule !== null) return { kind: rule.decision === 'allow' ? 'trusted' : 'refused', rule };
  if (rules.length === 0) {
    return mayApprove(requester) ? { kind: 'first' } : { kind: 'asks', why: 'new', last: null };
  }
  const allowed = rules.filter(({ decision }) => decision === 'allow');
  const last = allowed.toSorted((a, b) => b.ruleId - a.ruleId)[0] ?? null;
  const isChanged = answeringRule(allowed, question, nowMs) !== null;
  return { kind: 'asks', why: isChanged ? 'changed' : last === null ? 'new' : 'ended', last };
}

function holds({ decision, holdsFor }: TrustRule, fingerprint: string): boolean {
  return decision === 'deny' || holdsFor?.fingerprint === fingerprint;
}
