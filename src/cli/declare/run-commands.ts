import type { Command } from 'commander';
import { parseLineCount } from '../arguments/parse-values.ts';
import type { ChangeRunOptions } from '../commands/change-run.ts';
import type { LogsOptions } from '../commands/logs.ts';
import type { StatusOptions } from '../commands/status.ts';
import { declareApprovalCommands } from './approval-commands.ts';
import { declareOutcomeCommands } from './outcome-commands.ts';
import type { Declaring } from './declaring.ts';

const DEFAULT_TAIL = 20;

/** status, logs, pause, resume, terminate, diff, rerun, merge, take, approvals, rules. */
export function declareRunCommands(program: Command, declaring: Declaring): void {
  program.commandsGroup('The run:');
  declareViews(program, declaring);
  declareChanges(program, declaring);
  declareOutcomeCommands(program, declaring);
  declareApprovalCommands(program, declaring);
}

function declareViews(program: Command, { act }: Declaring): void {
  program
    .command('status')
    .description('state, progress, spend, gates and tasks of the current run')
    .option('--watch', 'redraw with every event until the run ends; q stops watching')
    .option('--run <id>', 'another run than the current one')
    .action(
      act(async (cli, command) => {
        const { runStatus } = await import('../commands/status.ts');
        return runStatus(cli, command.opts<StatusOptions>());
      }),
    );
  program
    .command('logs')
    .description('the last lines of the current run’s output')
    .option('--tail <n>', 'how many lines', parseLineCount, DEFAULT_TAIL)
    .option('--follow', 'go on until the run ends')
    .option('--task <id>', 'only this task, by id or title')
    .option('--run <id>', 'another run than the current one')
    .action(
      act(async (cli, command) => {
        const { runLogs } = await import('../commands/logs.ts');
        return runLogs(cli, command.opts<LogsOptions>());
      }),
    );
}

function declareChanges(program: Command, { act }: Declaring): void {
  const about = {
    pause: 'pause the current run: running tasks finish, no new one starts',
    resume: 'resume the paused run',
    terminate: 'stop the current run for good; its worktree stays',
  } as const;
  for (const verb of ['pause', 'resume', 'terminate'] as const) {
    program
      .command(verb)
      .description(about[verb])
      .option('--reason <text>', 'recorded with the change')
      .action(
        act(async (cli, command) => {
          const { runChange } = await import('../commands/change-run.ts');
          return runChange(cli, verb, command.opts<ChangeRunOptions>());
        }),
      );
  }
}
