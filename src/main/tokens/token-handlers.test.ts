import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestEngine, type TestEngine } from '../testing/start-test-engine.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await startTestEngine();
});
afterAll(() => engine.dispose());

it('"exchange once": what goes through the engine is the very code and the very token', async () => {
  const { pas } = engine;
  const { tokens } = engine.engine;
  const wanted = { name: 'browser', scopes: ['view' as const], expires_at: null };
  const { code } = await pas.createLoginCode(wanted);
  const { token, token_id } = await pas.exchangeLoginCode({ code });
  expect(tokens.grantOf(token)?.scopes).toEqual(new Set(['view']));
  await expect(pas.exchangeLoginCode({ code })).rejects.toMatchObject({ code: 'unauthorized' });

  const made = await pas.createToken({ ...wanted, name: 'ci' });
  expect(tokens.grantOf(made.token)?.actor).toBe('ci');
  expect((await pas.listTokens({})).tokens.map(({ name }) => name)[0]).toBe('ci');
  await pas.revokeToken({ token_id });
  expect(tokens.grantOf(token)).toBeUndefined();
});
