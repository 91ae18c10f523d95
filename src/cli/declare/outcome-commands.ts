import type { Command } from 'commander';
import type { DiffOptions } from '../commands/diff.ts';
import type { MergeOptions } from '../commands/merge.ts';
import type { RerunOptions } from '../commands/rerun.ts';
import type { TakeOptions } from '../commands/take.ts';
import type { Declaring } from './declaring.ts';

/** diff, merge, rerun, take. */
export function declareOutcomeCommands(program: Command, { act }: Declaring): void {
  program
    .command('diff')
    .description('what the run changed, against the commit that it began from')
    .argument('[path]', 'only this file or folder')
    .option('--stat', 'only the list of files')
    .option('--run <id>', 'another run than the current one')
    .action(
      act(async (cli, command, [path]) => {
        const { runDiff } = await import('../commands/diff.ts');
        return runDiff(cli, path as string | undefined, command.opts<DiffOptions>());
      }),
    );
  program
    .command('rerun')
    .description('the next attempt of the tasks of a run in review')
    .option('--failed', 'only of those that failed or were skipped')
    .option('--run <id>', 'another run than the current one')
    .action(
      act(async (cli, command) => {
        const { runRerun } = await import('../commands/rerun.ts');
        return runRerun(cli, command.opts<RerunOptions>());
      }),
    );
  program
    .command('merge')
    .description('bring the completed run’s work into the branch that it began from')
    .option('--into <branch>', 'another branch than the one it began from')
    .option('--undo', 'move the branch back to where it was before the merge')
    .option('--run <id>', 'another run than the current one')
    .action(
      act(async (cli, command) => {
        const { runMerge } = await import('../commands/merge.ts');
        return runMerge(cli, command.opts<MergeOptions>());
      }),
    );
  program
    .command('take')
    .description('put the result of the completed run’s migration into the original database')
    .option('--undo', 'put back what the database held before')
    .option('--task <id>', 'of this task, where several migrated a database')
    .option('--run <id>', 'another run than the current one')
    .action(
      act(async (cli, command) => {
        const { runTake } = await import('../commands/take.ts');
        return runTake(cli, command.opts<TakeOptions>());
      }),
    );
}
