import { expect, it } from 'vitest';
import { useVp } from '../testing/use-vp.ts';

const vp = useVp();
const facts = {
  token_id: 'ab12',
  name: 'ci',
  scopes: ['view' as const, 'start' as const],
  created_at: '2027-01-01T00:00:00.000Z',
  expires_at: null,
};

it('creates a token with its scopes and its end, and prints it once', async () => {
  const answers = { createToken: async () => ({ ...facts, token: 'slipway_xyz' }) };
  const args = ['token', 'create', '--name', 'ci', '--scope', 'view', '--scope', 'start'];
  const { exitCode, stdout, stderr } = await vp.run(answers, [...args, '--expires', 'never']);
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(stdout).toContain('slipway_xyz');
  expect(vp.received()[0]?.input).toEqual({
    name: 'ci',
    scopes: ['view', 'start'],
    expires_at: null,
  });
  await vp.again([...args, '--expires', '2d']);
  const end = Date.parse(String(vp.received()[1]?.input['expires_at']));
  expect(Math.abs(end - Date.now() - 2 * 86_400_000)).toBeLessThan(3_600_000);
});

it('refuses scopes and ends that are none', async () => {
  const bad = await vp.run({}, ['token', 'create', '--name', 'x', '--scope', 'write']);
  expect([bad.exitCode, bad.stderr]).toEqual([2, expect.stringContaining('budget.override')]);
  const args = ['token', 'create', '--name', 'x', '--scope', 'view', '--expires'];
  for (const when of ['2001-01-01', 'soon', '0d']) {
    expect((await vp.again([...args, when])).exitCode).toBe(2);
  }
});

it('lists and revokes', async () => {
  const answers = {
    listTokens: async () => ({ tokens: [facts] }),
    revokeToken: async () => ({ token: facts }),
  };
  const listed = await vp.run(answers, ['token', 'list']);
  expect(listed.stdout).toMatch(/ab12.*ci.*view, start.*never/s);
  const revoked = await vp.again(['token', 'revoke', 'ab12']);
  expect(revoked.stdout).toContain('token ab12 (ci) is revoked');
  expect(vp.received()[1]?.input).toEqual({ token_id: 'ab12' });
});
