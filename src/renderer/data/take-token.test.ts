import { describe, expect, it } from 'vitest';
import { takeToken } from './take-token.ts';

const made = {
  token: 'slipway_t',
  token_id: '1',
  name: 'browser 1',
  scopes: ['admin'],
  created_at: '2027-01-01T00:00:00.000Z',
  expires_at: null,
};

/** What of a window this uses, and what was done to it. */
function fakePage(hash: string, status = 201, kept: Record<string, string> = {}) {
  const asked: string[] = [];
  const store = new Map(Object.entries(kept));
  const page = {
    location: { hash, pathname: '/', origin: 'http://localhost:6101' },
    history: { replaceState: (_: null, __: string, path: string) => asked.push(`to ${path}`) },
    sessionStorage: {
      getItem: (key: string) => store.get(key) ?? null,
      setItem: (key: string, value: string) => store.set(key, value),
    },
    fetch: async (url: string, init: { method: string; body: string }) => {
      asked.push(`${init.method} ${url} ${init.body}`);
      return Response.json(status === 201 ? made : {}, { status });
    },
  };
  return { page: page as unknown as Window, asked, store };
}

describe('takeToken', () => {
  it('takes the code out of the address first, then exchanges it for a token of this tab', async () => {
    const { page, asked, store } = fakePage('#login=abc_-1');
    expect(await takeToken(page)).toBe('slipway_t');
    expect(asked).toEqual([
      'to /',
      'POST http://localhost:6101/svc/pas/pas/v1/login-codes/exchange {"code":"abc_-1"}',
    ]);
    expect(store.get('slipway.token')).toBe('slipway_t');
  });

  it('keeps the token that the tab has when the code is used up', async () => {
    const { page } = fakePage('#login=used', 401, { 'slipway.token': 'before' });
    expect(await takeToken(page)).toBe('before');
  });

  it('asks nothing for the address of a view', async () => {
    const { page, asked } = fakePage('#/runs/r1');
    expect(await takeToken(page)).toBeNull();
    expect(asked).toEqual([]);
  });
});
