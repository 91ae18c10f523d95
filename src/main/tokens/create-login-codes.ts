import { createHash, randomBytes } from 'node:crypto';
import { AppError } from '#shared/errors.ts';
import type { Clock } from '#core/ports.ts';
import type { MadeToken, Tokens, WantedToken } from './tokens.ts';

/** How long a code waits for its browser. */
const USABLE_MS = 10 * 60_000;
/** More that wait at once are not people opening browsers; the oldest gives way. */
const MAX_WAITING = 100;

/** Codes for browsers, which cannot be handed a token without leaving it in their history. */
export interface LoginCodes {
  create(wanted: WantedToken): { code: string; usable_until: string };
  /** Makes the code's token. The code is used up by this, whatever comes of it. */
  exchange(code: string): MadeToken;
}

/** Codes live in memory alone: a new start of the engine ends those that wait. */
export function createLoginCodes(tokens: Tokens, clock: Clock): LoginCodes {
  const waiting = new Map<string, { wanted: WantedToken; untilMs: number }>();
  return {
    create(wanted) {
      const code = randomBytes(32).toString('base64url');
      const untilMs = clock.nowMs() + USABLE_MS;
      waiting.set(keyOf(code), { wanted, untilMs });
      for (const [key, { untilMs: end }] of waiting) {
        if (end <= clock.nowMs() || waiting.size > MAX_WAITING) waiting.delete(key);
      }
      return { code, usable_until: new Date(untilMs).toISOString() };
    },
    exchange(code) {
      const key = keyOf(code);
      const found = waiting.get(key);
      waiting.delete(key);
      if (found === undefined || found.untilMs <= clock.nowMs()) {
        throw new AppError(
          'unauthorized',
          'This login link was used already or has expired; `vp token link` makes a new one.',
        );
      }
      const name = `${found.wanted.name} ${randomBytes(2).toString('hex')}`;
      return tokens.create({ ...found.wanted, name });
    },
  };
}

// Looked up by its hash, so that the time of a look-up tells nothing of the code.
function keyOf(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}
