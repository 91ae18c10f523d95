import type { KnownSecret } from '#core/secrets/known-secret.ts';
import { Masker } from '#core/secrets/masker.ts';
import { secretsOfEnvironment } from '#core/secrets/settings-text.ts';
import { readKnownSecrets } from './read-known-secrets.ts';

let last: { folders: string; key: string; readMs: number; masker: Masker } | null = null;

/**
 * What masks the environment's secrets and those kept in these folders. The files are read again
 * when what is known is older than `maxAgeMs`, because a person may change them; the masker stays
 * as long as they say the same.
 */
export function maskerFor(folders: readonly string[], maxAgeMs = 0): Masker {
  const asked = folders.join('\0');
  const nowMs = Date.now();
  if (last?.folders === asked && nowMs - last.readMs < maxAgeMs) return last.masker;
  const secrets = [...secretsOfEnvironment(process.env), ...readKnownSecrets(folders)];
  const key = secrets.map(({ kind, value }) => `${kind}\0${value}`).join('\0');
  const masker = last?.key === key ? last.masker : maskerOf(secrets);
  last = { folders: asked, key, readMs: nowMs, masker };
  return masker;
}

function maskerOf(secrets: readonly KnownSecret[]): Masker {
  const masker = new Masker();
  masker.learn(secrets);
  return masker;
}
