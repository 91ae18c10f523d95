import { Option } from 'commander';
import type { Command } from 'commander';
import { RULE_SCOPES } from '#shared/rule-scopes.ts';
import { parseLifetime } from '../arguments/parse-lifetime.ts';
import {
  parseApprovalId,
  parseDuration,
  parseRuleId,
  parseUsd,
} from '../arguments/parse-values.ts';
import type { DecideOptions, ListApprovalsOptions } from '../commands/approvals.ts';
import type { ListRulesOptions } from '../commands/rules.ts';
import type { Declaring } from './declaring.ts';

/** approvals and rules. */
export function declareApprovalCommands(program: Command, declaring: Declaring): void {
  declareApprovals(program, declaring);
  declareRules(program, declaring);
}

function declareApprovals(program: Command, { act }: Declaring): void {
  const approvals = program
    .command('approvals')
    .description('what waits for your decision; approve ID, reject ID');
  approvals
    .command('list', { isDefault: true })
    .description('list what waits for a decision')
    .option('--all', 'also what was decided')
    .action(
      act(async (cli, command) => {
        const { runListApprovals } = await import('../commands/approvals.ts');
        return runListApprovals(cli, command.opts<ListApprovalsOptions>());
      }),
    );
  for (const decision of ['approve', 'reject'] as const) {
    const command = approvals
      .command(decision)
      .description(`${decision} what is asked`)
      .argument('<id>', 'number of the approval', parseApprovalId)
      .option('--reason <text>', 'recorded with the decision')
      .addOption(
        new Option(
          '--scope <scope>',
          `how far a command’s rule reaches (${decision === 'approve' ? 'once' : 'run'} unless given)`,
        ).choices(RULE_SCOPES),
      )
      .addOption(
        new Option(
          '--expires <when>',
          'when the rule ends: 12h, 30d, 2027-01-31 or never',
        ).argParser(parseLifetime),
      );
    if (decision === 'approve')
      command
        .option('--budget <usd>', 'another budget than the proposed one', parseUsd)
        .option('--duration <time>', 'another cap of time than the proposed one', parseDuration)
        .option('--yes', 'take it even if it is more than ten times the proposed one');
    command.action(
      act(async (cli, self, [id]) => {
        const { runDecide } = await import('../commands/approvals.ts');
        return runDecide(cli, decision, Number(id), self.opts<DecideOptions>());
      }),
    );
  }
}

function declareRules(program: Command, { act }: Declaring): void {
  const rules = program
    .command('rules')
    .description('what was decided about commands and repositories; revoke ID');
  rules
    .command('list', { isDefault: true })
    .description('list the rules that answer now')
    .option('--all', 'also those that have ended')
    .action(
      act(async (cli, command) => {
        const { runListRules } = await import('../commands/rules.ts');
        return runListRules(cli, command.opts<ListRulesOptions>());
      }),
    );
  rules
    .command('revoke')
    .description('end a rule: what it was about asks again')
    .argument('<id>', 'number of the rule', parseRuleId)
    .option('--reason <text>', 'recorded with it')
    .action(
      act(async (cli, command, [id]) => {
        const { runRevokeRule } = await import('../commands/rules.ts');
        return runRevokeRule(cli, Number(id), command.opts<{ reason?: string }>());
      }),
    );
}
