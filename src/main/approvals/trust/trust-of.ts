import { judgeTrust, type TrustRule, type TrustVerdict } from '#core/trust/judge-trust.ts';
import { settingChanges } from '#core/trust/setting-changes.ts';
import { actionIn } from '#core/rules/action-in.ts';
import type { RootTrust } from '#shared/messages/host.ts';
import { countOf, wordFor } from '#shared/present/format-count.ts';
import type { Requester, ShownAction } from '#shared/rules.ts';
import type { SettingChange } from '#shared/trust.ts';
import type { Reads } from '../../db/reads.ts';
import type { RuleRow } from '../../db/rules.ts';
import { readCondition } from './read-condition.ts';

/** Whose work it is, and how far a decision for it would reach. */
export interface TrustAsker {
  taskId: string;
  runId: string;
  projectId: number;
  requester: Requester;
}

type Row = RuleRow & TrustRule;

/** What a look at a root means for somebody's work there. */
export interface RootVerdict {
  action: string;
  verdict: TrustVerdict<Row>;
  /** What a person who is asked is shown. */
  shown: ShownAction;
  /** Why it asks; empty when it does not. */
  why: string;
}

/** Judges a root by what was recorded about it. Nothing is written. */
export function trustOf(
  { read, nowMs }: { read: Reads; nowMs: number },
  look: RootTrust,
  { requester, ...asker }: TrustAsker,
): RootVerdict {
  const action = trustAction(look.root);
  const rules = read.rules.history(action).map(toTrustRule);
  const verdict = judgeTrust(rules, {
    question: { action, ...asker },
    requester,
    fingerprint: look.fingerprint,
    nowMs,
  });
  const before = verdict.kind === 'asks' ? (verdict.last?.holdsFor?.settings ?? []) : [];
  const changes = settingChanges(before, look.settings);
  const settings = changes.length > 0 ? changes : settingChanges([], look.settings);
  return {
    action,
    verdict,
    shown: { argv: [], repo: look.root, lane: null, settings },
    why: verdict.kind === 'asks' ? whyItAsks(verdict.why, changes) : '',
  };
}

/** The action of trusting a root, as rules name it. */
function trustAction(root: string): string {
  return actionIn(root, 'trust');
}

function toTrustRule(row: RuleRow): Row {
  return { ...row, holdsFor: readCondition(row.condition) };
}

const NAMED = 3;

function whyItAsks(why: 'new' | 'changed' | 'ended', changes: readonly SettingChange[]): string {
  if (why === 'new') return 'Nobody has said yet that this repository’s own commands may run.';
  if (why === 'ended') return 'The trust in this repository has ended.';
  const names = [...new Set(changes.map(({ name }) => plainName(name)))];
  const rest = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
  return `${countOf(changes.length, 'git setting')} that ${wordFor(changes.length, 'names', 'name')} a program or a file changed since this repository was trusted: ${names.slice(0, NAMED).join(', ')}${rest}.`;
}

/** A key may hold anything; in a sentence it is one line. */
function plainName(name: string): string {
  const plain = name.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');
  return plain.length > 80 ? `${plain.slice(0, 80)}…` : plain;
}
