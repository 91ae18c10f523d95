import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import { AppError } from '#shared/errors.ts';
import { SCOPES, type Scope } from '#shared/scopes.ts';
import type { Clock } from '#core/ports.ts';
import type { Grant } from '../http/token-auth.ts';
import { readTokenFile, writeTokenFile, type StoredToken } from './token-file.ts';

/** What a new token is to be. */
export interface WantedToken {
  name: string;
  scopes: Scope[];
  /** ISO 8601; null: never. */
  expires_at: string | null;
}

export type TokenFacts = Omit<StoredToken, 'sha256'>;
export type MadeToken = TokenFacts & { token: string };

interface LiveToken {
  stored: StoredToken;
  hash: Buffer;
  grant: Grant;
  end(): void;
}

/** Timers cannot wait longer than this; what expires later is looked at again then. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

/**
 * The tokens of a data folder. They are kept as hashes, and end at once when they expire or are
 * revoked.
 */
export class Tokens {
  readonly #file: string;
  readonly #clock: Clock;
  #live: LiveToken[];
  #owner: { hash: Buffer; grant: Grant } | null = null;
  #timer: NodeJS.Timeout | undefined;

  /** Throws when there is a file of tokens that cannot be read. */
  constructor(dataDir: string, clock: Clock) {
    this.#file = join(dataDir, 'tokens.json');
    this.#clock = clock;
    this.#live = readTokenFile(this.#file).map(toLive);
    this.#endExpired();
  }

  /** Takes the same time whichever token is wrong, and wherever. */
  grantOf(token: string): Grant | undefined {
    const given = hashOf(token);
    let found: Grant | undefined;
    for (const one of this.#live) {
      if (timingSafeEqual(one.hash, given) && !this.#isExpired(one)) found = one.grant;
    }
    const owner = this.#owner;
    if (owner !== null && timingSafeEqual(owner.hash, given)) found = owner.grant;
    return found;
  }

  /** Takes a token that is kept elsewhere, for the person at this machine. */
  admit(token: string): void {
    const grant: Grant = { actor: 'local', scopes: new Set(SCOPES), ended: null };
    this.#owner = { hash: hashOf(token), grant };
  }

  create(wanted: WantedToken): MadeToken {
    refuseUnusable(wanted, this.#live, this.#clock.nowMs());
    const token = `slipway_${randomBytes(32).toString('base64url')}`;
    const stored: StoredToken = {
      token_id: randomBytes(4).toString('hex'),
      name: wanted.name,
      scopes: [...new Set(wanted.scopes)],
      sha256: hashOf(token).toString('hex'),
      created_at: new Date(this.#clock.nowMs()).toISOString(),
      expires_at: wanted.expires_at === null ? null : new Date(wanted.expires_at).toISOString(),
    };
    this.#keep([...this.#live, toLive(stored)]);
    return { ...factsOf(stored), token };
  }

  /** The valid ones, newest first. */
  list(): TokenFacts[] {
    return this.#live.map(({ stored }) => factsOf(stored)).toReversed();
  }

  revoke(tokenId: string): TokenFacts {
    const token = this.#live.find(({ stored }) => stored.token_id === tokenId);
    if (token === undefined) {
      throw new AppError(
        'unknown_token',
        `There is no token ${tokenId}; \`vp token list\` shows them.`,
      );
    }
    this.#keep(this.#live.filter((one) => one !== token));
    token.end();
    return factsOf(token.stored);
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const token of this.#live) token.end();
    this.#live = [];
  }

  #isExpired({ stored }: LiveToken): boolean {
    return stored.expires_at !== null && Date.parse(stored.expires_at) <= this.#clock.nowMs();
  }

  #keep(next: LiveToken[]): void {
    writeTokenFile(
      this.#file,
      next.map(({ stored }) => stored),
    );
    this.#live = next;
    this.#endExpired();
  }

  /** Ends what has expired, and comes back when the next one does. */
  #endExpired(): void {
    clearTimeout(this.#timer);
    for (const token of this.#live) if (this.#isExpired(token)) token.end();
    this.#live = this.#live.filter((token) => !this.#isExpired(token));
    const ends = this.#live.flatMap(({ stored }) => stored.expires_at ?? []);
    if (ends.length === 0) return;
    const firstMs = Math.min(...ends.map((at) => Date.parse(at)));
    const waitMs = Math.min(Math.max(1, firstMs - this.#clock.nowMs()), LONGEST_WAIT_MS);
    this.#timer = setTimeout(() => this.#endExpired(), waitMs).unref();
  }
}

/** Refuses a name that is taken and an end that has passed. */
function refuseUnusable(wanted: WantedToken, live: readonly LiveToken[], nowMs: number): void {
  if (live.some(({ stored }) => stored.name === wanted.name)) {
    throw invalid('name', `is taken by another token; revoke that one or choose another name`);
  }
  if (wanted.expires_at !== null && Date.parse(wanted.expires_at) <= nowMs) {
    throw invalid('expires_at', 'must be in the future');
  }
}

function invalid(path: string, message: string): AppError {
  return new AppError('invalid_input', `${path} ${message}.`, { errors: [{ path, message }] });
}

function toLive(stored: StoredToken): LiveToken {
  const ending = new AbortController();
  return {
    stored,
    hash: Buffer.from(stored.sha256, 'hex'),
    grant: { actor: stored.name, scopes: new Set(stored.scopes), ended: ending.signal },
    end: () => ending.abort(),
  };
}

function factsOf(stored: StoredToken): TokenFacts {
  const { token_id, name, scopes, created_at, expires_at } = stored;
  return { token_id, name, scopes, created_at, expires_at };
}

function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
