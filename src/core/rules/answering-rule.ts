import { RULE_SCOPES, type RuleScope } from '#shared/rule-scopes.ts';
import type { RuleDecision } from '#shared/rules.ts';

/** A recorded decision, as far as it decides. */
export interface Rule {
  ruleId: number;
  action: string;
  decision: RuleDecision;
  scope: RuleScope;
  /** The task, run or project it was given for; null for `always`. */
  scopeRef: string | null;
  createdAtMs: number;
  expiresAtMs: number | null;
  endedAtMs: number | null;
}

/** An action that a task is about to do. */
export interface Question {
  action: string;
  taskId: string;
  runId: string;
  projectId: number;
}

/** The rule that decides about an action now; null when none does. Rules: SPEC.md. */
export function answeringRule<R extends Rule>(
  rules: readonly R[],
  question: Question,
  nowMs: number,
): R | null {
  const answering = rules.filter((rule) => answers(rule, question, nowMs));
  return answering.toSorted(decidesFirst)[0] ?? null;
}

function answers(rule: Rule, question: Question, nowMs: number): boolean {
  if (rule.action !== question.action || rule.endedAtMs !== null) return false;
  if (rule.expiresAtMs !== null && rule.expiresAtMs <= nowMs) return false;
  return rule.scope === 'always' || rule.scopeRef === scopeRefOf(rule.scope, question);
}

/** What a scope is tied to: the task, run or project of the one who asked. */
export function scopeRefOf(scope: RuleScope, asked: Omit<Question, 'action'>): string | null {
  switch (scope) {
    case 'once':
      return asked.taskId;
    case 'run':
      return asked.runId;
    case 'project':
      return String(asked.projectId);
    case 'always':
      return null;
  }
}

function decidesFirst(a: Rule, b: Rule): number {
  return (
    RULE_SCOPES.indexOf(a.scope) - RULE_SCOPES.indexOf(b.scope) ||
    b.createdAtMs - a.createdAtMs ||
    (a.decision === b.decision ? b.ruleId - a.ruleId : a.decision === 'deny' ? -1 : 1)
  );
}
