import type { Command } from 'commander';
import { parseProjectId } from '../arguments/parse-values.ts';
import type { NewOptions } from '../commands/new.ts';
import type { Declaring } from './declaring.ts';

/** init, new, projects, runs, use. */
export function declareProjectCommands(program: Command, { act }: Declaring): void {
  program.commandsGroup('Projects:');
  program
    .command('init')
    .description('make the first commit of this folder, and the repository where there is none')
    .action(act(async (cli) => (await import('../commands/init.ts')).runInit(cli)));
  program
    .command('new')
    .description('register a project for this repository and make it the current one')
    .requiredOption('--name <name>', 'name of the project')
    .option('--template <name>', 'template to start from')
    .option('--description <text>', 'one line about it')
    .option('--goal <text>', 'what should be done')
    .action(
      act(async (cli, command) => {
        const { runNew } = await import('../commands/new.ts');
        return runNew(cli, command.opts<NewOptions>());
      }),
    );
  program
    .command('projects')
    .description('list the projects')
    .action(act(async (cli) => (await import('../commands/projects.ts')).runProjects(cli)));
  program
    .command('runs')
    .description('list the runs; with --project, of that one')
    .action(act(async (cli) => (await import('../commands/runs.ts')).runRuns(cli)));
  program
    .command('use')
    .description('make a project the current one of this folder')
    .argument('<id>', 'number of the project', parseProjectId)
    .action(
      act(async (cli, _command, [id]) => {
        const { runUse } = await import('../commands/projects.ts');
        return runUse(cli, Number(id));
      }),
    );
}
