import type {
  CallContext,
  Handlers,
  Output,
  Parsed,
  pasContract,
} from '#shared/contract/contract.ts';
import type { RuleFacts } from '#shared/contract/pas-schemas.ts';
import { AppError } from '#shared/errors.ts';
import type { RuleRow } from '../db/rules.ts';
import type { Ledger, Queue } from '../dispatch/spine.ts';
import { writeKeyed } from '../runs/keyed-write.ts';
import { offsetAfter } from '../runs/read-runs.ts';
import { iso, isoOrNull } from '../runs/wire.ts';
import { askAnew } from './ask-anew.ts';
import { endRule } from './record-rule.ts';

type Pas = typeof pasContract;
type Revoked = Output<Pas['revokeRule']>;

/** What PAS answers about rules. */
export function ruleHandlers(
  spine: Ledger & Queue,
): Pick<Handlers<Pas>, 'listRules' | 'revokeRule'> {
  return {
    listRules: async (input) => {
      const { limit, offset } = input;
      const rows = spine.store.read.rules.list({
        all: input.all === 'true',
        nowMs: spine.clock.nowMs(),
        limit,
        offset,
      });
      return { rules: rows.map(toWireRule), next_offset: offsetAfter(rows, input) };
    },
    revokeRule: (input, call) => revokeRule(spine, input, call),
  };
}

async function revokeRule(
  spine: Ledger & Queue,
  input: Parsed<Pas['revokeRule']>,
  call: CallContext,
): Promise<Revoked> {
  return writeKeyed<Revoked>(spine, {
    operation: 'revokeRule',
    input,
    call,
    effect: (tx) => {
      const rule = tx.read.rules.get(input.rule_id);
      if (rule === undefined)
        throw new AppError(
          'unknown_rule',
          `There is no rule ${input.rule_id}; \`vp rules list\` shows them.`,
        );
      const by = { actor: call.actor, reason: input.reason ?? null };
      if (!endRule(tx, rule, by))
        throw new AppError('illegal_transition', `Rule ${rule.ruleId} has ended already.`);
      const ended = { endedAtMs: tx.nowMs, endedBy: by.actor, endedReason: by.reason };
      return { rule: toWireRule({ ...rule, ...ended }) };
    },
    afterCommit: ({ rule }) => askAnew(spine, rule.action),
  });
}

function toWireRule(row: RuleRow): RuleFacts {
  return {
    rule_id: row.ruleId,
    kind: row.kind,
    action: row.action,
    shown: JSON.parse(row.shown) as RuleFacts['shown'],
    decision: row.decision,
    scope: row.scope,
    scope_ref: row.scopeRef,
    approval_id: row.approvalId,
    actor: row.actor,
    reason: row.reason,
    created_at: iso(row.createdAtMs),
    expires_at: isoOrNull(row.expiresAtMs),
    ended_at: isoOrNull(row.endedAtMs),
    ended_by: row.endedBy,
    ended_reason: row.endedReason,
  };
}
