import { Option } from 'commander';
import type { Command } from 'commander';
import { SCOPES } from '#shared/scopes.ts';
import { parseLifetime } from '../arguments/parse-lifetime.ts';
import type { TokenOptions } from '../commands/tokens.ts';
import type { Declaring } from './declaring.ts';

/** token create, list, revoke, link. */
export function declareTokenCommands(program: Command, { act }: Declaring): void {
  const token = program
    .command('token')
    .description('let other programs, people and browsers in, where SLIPWAY_AUTH=token is set');
  token
    .command('create')
    .description('make a token and print it once')
    .requiredOption('--name <name>', 'who it stands for in the event log')
    .addOption(scopes().makeOptionMandatory())
    .addOption(lifetime('30d'))
    .action(
      act(async (cli, command) => {
        const { runCreateToken } = await import('../commands/tokens.ts');
        return runCreateToken(cli, command.opts<TokenOptions>());
      }),
    );
  token
    .command('list')
    .description('list the valid tokens')
    .action(act(async (cli) => (await import('../commands/tokens.ts')).runListTokens(cli)));
  token
    .command('revoke')
    .description('end a token at once, with the streams it opened')
    .argument('<id>', 'its id, from `vp token list`')
    .action(
      act(async (cli, _command, [id]) => {
        const { runRevokeToken } = await import('../commands/tokens.ts');
        return runRevokeToken(cli, String(id));
      }),
    );
  token
    .command('link')
    .description('print an address that opens the window in one browser, once')
    .option('--name <name>', 'who it stands for in the event log', 'browser')
    .addOption(scopes().default(['admin']))
    .addOption(lifetime('12h'))
    .action(
      act(async (cli, command) => {
        const { runLink } = await import('../commands/tokens.ts');
        return runLink(cli, command.opts<TokenOptions>());
      }),
    );
}

function scopes(): Option {
  return new Option('--scope <scope...>', 'what it may do').choices(SCOPES);
}

function lifetime(usual: string): Option {
  return new Option('--expires <when>', 'as 12h, 30d, 2027-01-31 or never')
    .argParser(parseLifetime)
    .default(parseLifetime(usual), usual);
}
