import { Option, type Command } from 'commander';
import { BREACH_POLICIES, BREACH_POLICY_WORDS } from '#shared/breach-policy.ts';
import {
  parseDuration,
  parseIdempotencyKey,
  parseShare,
  parseUsd,
} from '../arguments/parse-values.ts';
import type { CompleteOptions } from '../commands/complete.ts';
import type { PlanOptions } from '../commands/plan.ts';
import type { SimulateOptions } from '../commands/simulate.ts';
import type { StartOptions } from '../commands/start.ts';
import type { Declaring } from './declaring.ts';

const DEFAULT_SHARE = 0.01;

/** plan, estimate, simulate, start, validate, complete. */
export function declareLifecycleCommands(program: Command, declaring: Declaring): void {
  program.commandsGroup('From a goal to a result:');
  declarePlanning(program, declaring);
  declareStart(program, declaring);
  declareEnding(program, declaring);
}

function declarePlanning(program: Command, { act }: Declaring): void {
  program
    .command('plan')
    .description('write or import the PRD and plan the task graph; runs nothing')
    .option('--from-prd <file>', 'import this Markdown file as the PRD')
    .option('--goal <text>', 'what should be done')
    .option('--test <command>', 'your test command instead of the found one')
    .option('--lint <command>', 'your lint command instead of the found one')
    .option('--build <command>', 'your build command instead of the found one')
    .action(
      act(async (cli, command) => {
        const { runPlan } = await import('../commands/plan.ts');
        return runPlan(cli, command.opts<PlanOptions>());
      }),
    );
  program
    .command('estimate')
    .description('tokens, time, cost and energy with 90 % bands')
    .action(act(async (cli) => (await import('../commands/estimate.ts')).runEstimate(cli)));
  program
    .command('simulate')
    .description('rehearse a sample in a throw-away worktree and project the whole run')
    .option('--rehearsal <share>', 'share of the tasks, 0 to 0.2', parseShare, DEFAULT_SHARE)
    .action(
      act(async (cli, command) => {
        const { runSimulate } = await import('../commands/simulate.ts');
        return runSimulate(cli, command.opts<SimulateOptions>());
      }),
    );
}

function declareStart(program: Command, { act }: Declaring): void {
  program
    .command('start')
    .description('approve the plan and start the run')
    .option('--budget <usd>', 'cap on the cost in dollars', parseUsd)
    .option('--duration <time>', 'cap on the time it works: 90s, 30m, 2h or 1d', parseDuration)
    .option('--yes', 'take that cap even if it is more than ten times the estimate')
    .addOption(onBreachOption())
    .addOption(
      new Option('--with-changes', 'take the uncommitted changes of the checkout along').conflicts(
        'withoutChanges',
      ),
    )
    .option('--without-changes', 'start from the commit, whatever is not committed')
    .option('--install', 'let missing dependencies be installed beside the run, as it is shown')
    .option('--follow', 'show log and state until the run ends')
    .option('--idempotency <key>', 'repeating this key repeats nothing', parseIdempotencyKey)
    .action(
      act(async (cli, command) => {
        const { runStart } = await import('../commands/start.ts');
        return runStart(cli, command.opts<StartOptions>());
      }),
    );
}

function onBreachOption(): Option {
  const words = Object.entries(BREACH_POLICY_WORDS).map(([id, { does }]) => `${id}: ${does}`);
  return new Option(
    '--on-breach <policy>',
    `when one of these caps would be passed; pause unless given. ${words.join(' ')}`,
  ).choices(BREACH_POLICIES);
}

function declareEnding(program: Command, { act }: Declaring): void {
  program
    .command('validate')
    .description('run the gates again on the current run’s tree')
    .action(act(async (cli) => (await import('../commands/validate.ts')).runValidate(cli)));
  program
    .command('complete')
    .description('complete the project if its gates hold')
    .option('--override <reason>', 'complete against the gates; the reason is recorded')
    .action(
      act(async (cli, command) => {
        const { runComplete } = await import('../commands/complete.ts');
        return runComplete(cli, command.opts<CompleteOptions>());
      }),
    );
}
