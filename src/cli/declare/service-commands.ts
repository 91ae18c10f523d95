import { Argument } from 'commander';
import type { Command } from 'commander';
import { DEFAULT_PORTS } from '#shared/present/default-ports.ts';
import {
  parseFailingShare,
  parsePort,
  parseSeed,
  parseTimeScale,
} from '../arguments/parse-values.ts';
import type { Shell } from '../commands/completion.ts';
import type { ServeOptions } from '../commands/serve.ts';
import type { Declaring } from './declaring.ts';

/** serve, doctor, completion. */
export function declareServiceCommands(program: Command, declaring: Declaring): void {
  program.commandsGroup('Service side:');
  declareServe(program, declaring);
  const { act } = declaring;
  program
    .command('doctor')
    .description('check what Slipway needs, with a cure for what is missing')
    .option('--repair', 'put the newest good copy in the place of a damaged or missing ledger')
    .action(
      act(async (cli, command) => {
        const { repair } = command.opts<{ repair?: boolean }>();
        if (repair) return (await import('../commands/repair.ts')).runRepair(cli);
        return (await import('../commands/doctor.ts')).runDoctor(cli);
      }),
    );
  program
    .command('completion')
    .description('print the completion script of a shell')
    .addArgument(new Argument('<shell>', 'your shell').choices(['bash', 'zsh', 'fish']))
    .action(
      act(async (cli, _command, [shell]) => {
        const { runCompletion } = await import('../commands/completion.ts');
        return runCompletion(cli, shell as Shell, program);
      }),
    );
}

function declareServe(program: Command, { act }: Declaring): void {
  program
    .command('serve')
    .description('run the engine in this terminal')
    .option('--pas-port <port>', `port of PAS (${DEFAULT_PORTS.pas})`, parsePort)
    .option('--plms-port <port>', `port of PLMS (${DEFAULT_PORTS.plms})`, parsePort)
    .option('--rag-port <port>', `port of the code index (${DEFAULT_PORTS.rag})`, parsePort)
    .option('--rpc-port <port>', `port of JSON-RPC (${DEFAULT_PORTS.rpc})`, parsePort)
    .option(
      '--hmi-port <port>',
      `port of the window in a browser (${DEFAULT_PORTS.hmi})`,
      parsePort,
    )
    .option('--synthetic', 'tasks pretend to work: declared, labelled, never calibrating')
    .option('--time-scale <factor>', 'speed of synthetic tasks', parseTimeScale)
    .option('--seed <n>', 'seed of synthetic tasks', parseSeed)
    .option(
      '--failing-share <share>',
      'share of synthetic tasks that miss a KPI (0.05)',
      parseFailingShare,
    )
    .action(
      act(async (cli, command) => {
        const { runServeCommand } = await import('../commands/serve.ts');
        return runServeCommand(cli, command.opts<ServeOptions>());
      }),
    );
}
