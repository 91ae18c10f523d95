import type { Scope } from '#shared/scopes.ts';
import { AppError } from '#shared/errors.ts';
import type { Cli } from '../cli.ts';
import { print, printJson } from '../cli.ts';
import { withAnyEngine, withRunningEngine } from '../engine/with-engine.ts';
import { cleanDeep } from '../terminal/clean-text.ts';
import { renderTable } from '../terminal/render-table.ts';
import { renderPairs } from '../views/render-pairs.ts';

export interface TokenOptions {
  name: string;
  scope: Scope[];
  /** ISO 8601 or `never`. */
  expires: string;
}

/** Makes a token and prints it, this once. */
export async function runCreateToken(cli: Cli, options: TokenOptions): Promise<number> {
  return withAnyEngine(cli, async (engine) => {
    const made = await engine.client.pas.createToken(wantedOf(options));
    if (cli.json) printJson(cli, made);
    else {
      const facts = renderPairs(
        [
          ['token', made.token],
          ['id', made.token_id],
          ['scopes', made.scopes.join(', ')],
          ['expires', made.expires_at ?? 'never'],
        ],
        cli.terminal,
      );
      print(cli, [...facts, 'Keep it now: Slipway stores only its hash.']);
    }
    return 0;
  });
}

/** Lists the valid tokens. */
export async function runListTokens(cli: Cli): Promise<number> {
  return withAnyEngine(cli, async (engine) => {
    const answer = await engine.client.pas.listTokens({});
    if (cli.json) printJson(cli, answer);
    else if (answer.tokens.length === 0) print(cli, ['There are no tokens.']);
    else {
      const columns = ['id', 'name', 'scopes', 'made', 'expires'].map((head) => ({ head }));
      const rows = cleanDeep(answer.tokens).map((one) => [
        one.token_id,
        one.name,
        one.scopes.join(', '),
        one.created_at,
        one.expires_at ?? 'never',
      ]);
      print(cli, renderTable(columns, rows, cli.terminal));
    }
    return 0;
  });
}

/** Ends a token, with what it opened. */
export async function runRevokeToken(cli: Cli, token_id: string): Promise<number> {
  return withAnyEngine(cli, async (engine) => {
    const answer = await engine.client.pas.revokeToken({ token_id });
    if (cli.json) printJson(cli, answer);
    else
      print(cli, cleanDeep([`token ${answer.token.token_id} (${answer.token.name}) is revoked`]));
    return 0;
  });
}

/** Prints the window's address with a code that lets one browser in, once. */
export async function runLink(cli: Cli, options: TokenOptions): Promise<number> {
  return withRunningEngine(cli, 'open in a browser', async (engine) => {
    if (engine.hmi === null) {
      throw new AppError(
        'unreachable',
        'This engine serves no window; start it with `vp serve`, without an address in the environment.',
      );
    }
    const { code, usable_until } = await engine.client.pas.createLoginCode(wantedOf(options));
    const url = `${engine.hmi}/#login=${code}`;
    if (cli.json) printJson(cli, { url, usable_until });
    else print(cli, [url, `Opens the window in one browser, once, until ${usable_until}.`]);
    return 0;
  });
}

function wantedOf({ name, scope, expires }: TokenOptions) {
  return { name, scopes: scope, expires_at: expires === 'never' ? null : expires };
}
