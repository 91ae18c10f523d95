import { randomUUID } from 'node:crypto';
import type { RuleFacts } from '#shared/contract/pas-schemas.ts';
import { shownActionText } from '#shared/present/shown-action-text.ts';
import type { Cli } from '../cli.ts';
import { print, printJson } from '../cli.ts';
import { withAnyEngine, withRunningEngine } from '../engine/with-engine.ts';
import { cleanDeep, cleanText } from '../terminal/clean-text.ts';
import { renderTable } from '../terminal/render-table.ts';

export interface ListRulesOptions {
  all?: boolean;
}

/** Lists the rules that answer now, newest first; `all` also those that have ended. */
export async function runListRules(cli: Cli, { all }: ListRulesOptions): Promise<number> {
  return withAnyEngine(cli, async (engine) => {
    const answer = await engine.client.pas.listRules(all ? { all: 'true' } : {});
    if (cli.json) printJson(cli, answer);
    else if (answer.rules.length === 0) print(cli, ['There are no rules.']);
    else {
      const columns = ['id', 'decision', 'scope', 'until', 'by', 'in', 'what'];
      const rows = answer.rules.map((rule) => cells(rule).map(cleanText));
      print(
        cli,
        renderTable(
          columns.map((head) => ({ head })),
          rows,
          cli.terminal,
        ),
      );
    }
    return 0;
  });
}

function cells(rule: RuleFacts): string[] {
  const { shown } = rule;
  return [
    String(rule.rule_id),
    rule.decision,
    rule.scope_ref === null ? rule.scope : `${rule.scope} ${rule.scope_ref}`,
    rule.ended_at === null ? (rule.expires_at ?? 'never ends') : `ended ${rule.ended_at}`,
    rule.actor,
    shown.repo ?? 'a scratch folder',
    shownActionText(shown),
  ];
}

/** Ends a rule: what it was about asks again. */
export async function runRevokeRule(
  cli: Cli,
  rule_id: number,
  { reason }: { reason?: string },
): Promise<number> {
  return withRunningEngine(cli, 'revoke a rule', async (engine) => {
    const answer = await engine.client.pas.revokeRule(
      { rule_id, reason },
      { idempotencyKey: randomUUID() },
    );
    if (cli.json) printJson(cli, answer);
    else print(cli, cleanDeep([`rule ${answer.rule.rule_id} is revoked`]));
    return 0;
  });
}
