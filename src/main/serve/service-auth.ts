import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GateOptions } from '../http/gate-hook.ts';
import { masker } from '../secrets/masker.ts';
import type { Tokens } from '../tokens/tokens.ts';
import { readAllowedHosts } from './read-allowed-hosts.ts';

export interface ServiceAuth {
  gate: GateOptions;
  /** Where the token of this user lies in token mode. */
  tokenFile: string | null;
}

/**
 * Who may use the listeners. `SLIPWAY_AUTH=token`: every request needs a token; the one in a file
 * that only this user can read may do everything.
 */
export function serviceAuth(
  dataDir: string,
  tokens: Tokens,
  environment: Readonly<Record<string, string | undefined>>,
): ServiceAuth {
  const hosts = readAllowedHosts(environment['SLIPWAY_ALLOWED_HOSTS'] ?? '');
  if (environment['SLIPWAY_AUTH'] !== 'token')
    return { gate: { auth: { kind: 'local' }, hosts }, tokenFile: null };
  const tokenFile = join(dataDir, 'token');
  if (!existsSync(tokenFile))
    writeFileSync(tokenFile, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  // A file from elsewhere, from a backup say, may have come with other rights.
  chmodSync(tokenFile, 0o600);
  const own = readFileSync(tokenFile, 'utf8').trim();
  masker.learn([{ kind: 'slipway-token', value: own }]);
  tokens.admit(own);
  const auth = { kind: 'token' as const, grantOf: (token: string) => tokens.grantOf(token) };
  return { gate: { auth, hosts }, tokenFile };
}
