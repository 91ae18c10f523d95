import type { Command } from 'commander';
import type { MergeOptions } from '../commands/merge.ts';
import type { Declaring } from './declaring.ts';

/** merge. */
export function declareOutcomeCommands(program: Command, { act }: Declaring): void {
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
}
