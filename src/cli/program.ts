import { Command } from 'commander';
import { parseProjectId } from './arguments/parse-values.ts';
import { declareIndexCommands } from './declare/index-commands.ts';
import { declareLifecycleCommands } from './declare/lifecycle-commands.ts';
import { declareProjectCommands } from './declare/project-commands.ts';
import { declareRunCommands } from './declare/run-commands.ts';
import { declareServiceCommands } from './declare/service-commands.ts';
import { declareTokenCommands } from './declare/token-commands.ts';
import { declareTrashCommands } from './declare/trash-commands.ts';
import type { Declaring } from './declare/declaring.ts';

const NOTES = `
--json prints one JSON document with the wire names of the API on standard output (one per line where a command
follows or watches); an error is then a problem document (RFC 9457) on standard error.
Exit codes: 0 ok, 1 failed, 2 usage, 3 gate or budget violation, 4 service not reachable.
Environment: SLIPWAY_DATA, PAS_API_BASE_URL, PLMS_API_BASE_URL, RAG_API_BASE_URL, SLIPWAY_TOKEN, NO_COLOR, SLIPWAY_DEBUG=1.`;

/**
 * The command line of `vp`. A command's module is loaded when it runs, so that help and completion
 * stay quick.
 */
export function createProgram(declaring: Declaring): Command {
  const program = new Command('vp')
    .description('Plan, price, run and verify the work of local coding agents.')
    .version(declaring.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help for a command')
    .option('--json', 'stable machine output')
    .option('--project <id>', 'project to use instead of the current one', parseProjectId)
    .option('--repo <path>', 'folder to work in instead of the current one')
    .option('--data <dir>', 'data folder of the engine')
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('(vp --help lists the commands, vp COMMAND --help its options)')
    .addHelpText('after', NOTES)
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput(declaring.output);
  declareProjectCommands(program, declaring);
  declareLifecycleCommands(program, declaring);
  declareRunCommands(program, declaring);
  declareIndexCommands(program, declaring);
  declareServiceCommands(program, declaring);
  declareTokenCommands(program, declaring);
  declareTrashCommands(program, declaring);
  return program;
}
