import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Auth } from '../http/token-auth.ts';

export interface ServiceAuth {
  auth: Auth;
  /** Where the token lies in token mode. */
  tokenFile: string | null;
}

/** `SLIPWAY_AUTH=token`: every request needs the token of a file that only this user can read. */
export function serviceAuth(dataDir: string): ServiceAuth {
  if (process.env['SLIPWAY_AUTH'] !== 'token') return { auth: { kind: 'local' }, tokenFile: null };
  const tokenFile = join(dataDir, 'token');
  if (!existsSync(tokenFile))
    writeFileSync(tokenFile, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  const token = readFileSync(tokenFile, 'utf8').trim();
  const tokens = new Map([
    [token, { actor: 'local', scopes: new Set(['read', 'write'] as const) }],
  ]);
  return { auth: { kind: 'token', tokens }, tokenFile };
}
