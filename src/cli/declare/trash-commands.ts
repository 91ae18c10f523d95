import type { Command } from 'commander';
import { parseDays, parseProjectId, parseTrashId } from '../arguments/parse-values.ts';
import type { DeleteOptions } from '../commands/delete.ts';
import type { Declaring } from './declaring.ts';

const YES = ['--yes', 'do not ask'] as const;

/** delete, trash. */
export function declareTrashCommands(program: Command, declaring: Declaring): void {
  program.commandsGroup('Clearing up:');
  declareDelete(program, declaring);
  declareTrash(program, declaring);
}

function declareDelete(program: Command, { act }: Declaring): void {
  const remove = program
    .command('delete')
    .description('move a run or a project to the trash, after showing what goes and what stays');
  remove
    .command('run')
    .description('a run with its worktree, branch, receipts and output')
    .argument('<id>', 'its id, from `vp runs` or the window')
    .option(...YES)
    .action(
      act(async (cli, command, [id]) => {
        const { runDeleteRun } = await import('../commands/delete.ts');
        return runDeleteRun(cli, String(id), command.opts<DeleteOptions>());
      }),
    );
  remove
    .command('project')
    .description('a project with its plan and all its runs')
    .argument('<id>', 'its number, from `vp projects`', parseProjectId)
    .option(...YES)
    .action(
      act(async (cli, command, [id]) => {
        const { runDeleteProject } = await import('../commands/delete.ts');
        return runDeleteProject(cli, Number(id), command.opts<DeleteOptions>());
      }),
    );
}

function declareTrash(program: Command, { act }: Declaring): void {
  const trash = program.command('trash').description('what was deleted; restore ID, empty ID');
  trash
    .command('list', { isDefault: true })
    .description('list what was deleted and can be restored')
    .action(act(async (cli) => (await import('../commands/trash.ts')).runListTrash(cli)));
  trash
    .command('restore')
    .description('bring a deleted run or project back as it was')
    .argument('<item>', 'its number, from `vp trash`', parseTrashId)
    .action(
      act(async (cli, _command, [id]) => {
        const { runRestore } = await import('../commands/trash.ts');
        return runRestore(cli, Number(id));
      }),
    );
  trash
    .command('empty')
    .description('remove one item for good, after asking for its name')
    .argument('<item>', 'its number, from `vp trash`', parseTrashId)
    .option(...YES)
    .action(
      act(async (cli, command, [id]) => {
        const { runEmptyTrash } = await import('../commands/trash.ts');
        return runEmptyTrash(cli, Number(id), command.opts<DeleteOptions>());
      }),
    );
  trash
    .command('keep')
    .description('set how many days the trash keeps things; 30 unless set')
    .argument('<days>', 'a whole number, 1 to 3650', parseDays)
    .action(
      act(async (cli, _command, [days]) => {
        const { runKeepTrash } = await import('../commands/trash.ts');
        return runKeepTrash(cli, Number(days));
      }),
    );
}
