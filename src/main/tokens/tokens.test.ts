import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { must } from '#shared/assert.ts';
import { createLoginCodes } from './create-login-codes.ts';
import { Tokens } from './tokens.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-tokens-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const clock = { nowMs: () => Date.now() };
const inMs = (ms: number): string => new Date(Date.now() + ms).toISOString();
const wanted = { name: 'ci', scopes: ['view' as const], expires_at: null };

describe('"tokens stored hashed in a 0600 file in the data folder"', () => {
  it('keeps the hash alone, readable by this user alone, over restarts', () => {
    const made = new Tokens(folder, clock).create(wanted);
    const file = join(folder, 'tokens.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).not.toContain(made.token.slice('slipway_'.length));
    const again = new Tokens(folder, clock);
    expect(again.grantOf(made.token)).toMatchObject({ actor: 'ci', scopes: new Set(['view']) });
    expect(again.grantOf(`${made.token}x`)).toBeUndefined();
    expect(again.grantOf('')).toBeUndefined();
    expect(JSON.stringify(again.list())).not.toContain('sha256');
  });

  it('keeps the token of this user as admin', () => {
    const tokens = new Tokens(folder, clock);
    tokens.admit('from-the-file');
    expect(tokens.grantOf('from-the-file')).toMatchObject({ actor: 'local', ended: null });
    expect(tokens.grantOf('from-the-file')?.scopes.has('admin')).toBe(true);
  });

  it('says in a sentence that the file cannot be read, and lets nobody in by it', () => {
    writeFileSync(join(folder, 'tokens.json'), '{"tokens":[{"name":"x"}]}');
    expect(() => new Tokens(folder, clock)).toThrow(/tokens\.json cannot be read\. Move the file/);
  });

  it('refuses a name that is taken and an end that has passed', () => {
    const tokens = new Tokens(folder, clock);
    tokens.create(wanted);
    expect(() => tokens.create(wanted)).toThrow('name is taken');
    expect(() => tokens.create({ ...wanted, name: 'b', expires_at: inMs(-1) })).toThrow('future');
  });
});

describe('"expiry and revocation take effect at once"', () => {
  it('ends a grant when its token is revoked', () => {
    const tokens = new Tokens(folder, clock);
    const { token, token_id } = tokens.create(wanted);
    const grant = must(tokens.grantOf(token), 'the token was just made');
    tokens.revoke(token_id);
    expect(grant.ended?.aborted).toBe(true);
    expect(tokens.grantOf(token)).toBeUndefined();
    expect(new Tokens(folder, clock).grantOf(token)).toBeUndefined();
    expect(() => tokens.revoke(token_id)).toThrow('There is no token');
  });

  it('ends a grant by itself when its token expires', async () => {
    const tokens = new Tokens(folder, clock);
    const { token } = tokens.create({ ...wanted, expires_at: inMs(200) });
    const grant = must(tokens.grantOf(token), 'the token is still valid');
    const held = setInterval(() => undefined, 1000);
    await once(must(grant.ended, 'a made token can end'), 'abort');
    clearInterval(held);
    expect(tokens.grantOf(token)).toBeUndefined();
    expect(tokens.list()).toEqual([]);
  });

  it('looks at the clock too: no timer fires while a machine sleeps', () => {
    let nowMs = Date.now();
    const tokens = new Tokens(folder, { nowMs: () => nowMs });
    const { token } = tokens.create({ ...wanted, expires_at: inMs(3_600_000) });
    nowMs += 3_600_001;
    expect(tokens.grantOf(token)).toBeUndefined();
    tokens.close();
  });
});

describe('"exchange once, then unusable"', () => {
  it('gives one token for a code', () => {
    const tokens = new Tokens(folder, clock);
    const codes = createLoginCodes(tokens, clock);
    const { code } = codes.create({ ...wanted, name: 'browser' });
    const made = codes.exchange(code);
    expect(tokens.grantOf(made.token)?.actor).toMatch(/^browser [0-9a-f]{4}$/);
    expect(() => codes.exchange(code)).toThrow('used already or has expired');
    expect(() => codes.exchange('made-up')).toThrow('used already or has expired');
  });

  it('lets a code wait for ten minutes', () => {
    let nowMs = Date.now();
    const codes = createLoginCodes(new Tokens(folder, clock), { nowMs: () => nowMs });
    const { code } = codes.create(wanted);
    nowMs += 600_001;
    expect(() => codes.exchange(code)).toThrow('expired');
  });
});
