import { Argument, Option, type Command } from 'commander';
import { parseResultCount } from '../arguments/parse-values.ts';
import type { HooksOptions } from '../commands/hooks.ts';
import type { RagQueryOptions } from '../commands/rag-query.ts';
import type { RagRefreshOptions } from '../commands/rag-refresh.ts';
import type { Declaring } from './declaring.ts';

/** rag, hooks. */
export function declareIndexCommands(program: Command, declaring: Declaring): void {
  program.commandsGroup('The code index:');
  const rag = program.command('rag').description('ask the code index of this repository');
  declareQueries(rag, declaring);
  declareUpkeep(rag, declaring);
  declareHooks(program, declaring);
}

function declareQueries(rag: Command, { act }: Declaring): void {
  const symbol = (): Argument =>
    new Argument('<symbol>', 'a name, also qualified: Class.method, pkg.mod.fn');
  withFilters(rag.command('where-defined').description('where a symbol is defined'))
    .addArgument(symbol())
    .action(
      act(async (cli, command, [name]) => {
        const { runWhereDefined } = await import('../commands/rag-query.ts');
        return runWhereDefined(cli, String(name), command.opts<RagQueryOptions>());
      }),
    );
  withFilters(rag.command('who-calls').description('what calls a symbol'))
    .addArgument(symbol())
    .addOption(tier())
    .action(
      act(async (cli, command, [name]) => {
        const { runWhoCalls } = await import('../commands/rag-query.ts');
        return runWhoCalls(cli, String(name), command.opts<RagQueryOptions>());
      }),
    );
  withFilters(rag.command('impact-set').description('what a change of a file or symbol reaches'))
    .option('--file <path>', 'the file that changes')
    .option('--symbol <name>', 'the symbol that changes')
    .addOption(tier())
    .action(
      act(async (cli, command) => {
        const { runImpactSet } = await import('../commands/rag-query.ts');
        return runImpactSet(cli, command.opts<RagQueryOptions>());
      }),
    );
  withFilters(rag.command('nearest').description('what resembles some words or a piece of code'))
    .argument('<words...>', 'natural words or code')
    .action(
      act(async (cli, command, [words]) => {
        const { runNearest } = await import('../commands/rag-query.ts');
        return runNearest(cli, (words as string[]).join(' '), command.opts<RagQueryOptions>());
      }),
    );
}

function withFilters(command: Command): Command {
  return command
    .option('-k <n>', 'at most so many results', parseResultCount)
    .option('--lang <id>', 'only this language, e.g. python')
    .option('--path <prefix>', 'only below this path');
}

function tier(): Option {
  return new Option('--tier <tier>', '`all` adds what is only possible').choices([
    'certain',
    'all',
  ]);
}

function declareUpkeep(rag: Command, { act }: Declaring): void {
  rag
    .command('refresh')
    .description('bring the index up to date with the work tree')
    .option('--scope <path>', 'look only at this folder or file')
    .option('--full', 'read every file again')
    .option('--quiet', 'print nothing when it succeeds')
    .option('--if-running', 'do nothing unless an engine runs that has this repository open')
    .action(
      act(async (cli, command) => {
        const { runRagRefresh } = await import('../commands/rag-refresh.ts');
        return runRagRefresh(cli, command.opts<RagRefreshOptions>());
      }),
    );
  rag
    .command('snapshot')
    .description('store the symbols and edges of this commit under a name')
    .action(act(async (cli) => (await import('../commands/rag-snapshot.ts')).runRagSnapshot(cli)));
  rag
    .command('health')
    .description('how fresh and complete the index is')
    .action(act(async (cli) => (await import('../commands/rag-health.ts')).runRagHealth(cli)));
}

function declareHooks(program: Command, { act }: Declaring): void {
  const hooks = program.command('hooks').description('git hooks that keep the index fresh');
  hooks
    .command('install')
    .description('refresh the index after every commit, next to hooks that exist already')
    .option('--all', 'also after checkout, merge and rewriting of commits')
    .action(
      act(async (cli, command) => {
        const { runHooksInstall } = await import('../commands/hooks.ts');
        return runHooksInstall(cli, command.opts<HooksOptions>());
      }),
    );
  hooks
    .command('remove')
    .description('take them away again')
    .action(act(async (cli) => (await import('../commands/hooks.ts')).runHooksRemove(cli)));
  hooks
    .command('status')
    .description('which hooks are installed')
    .action(act(async (cli) => (await import('../commands/hooks.ts')).runHooksStatus(cli)));
}
