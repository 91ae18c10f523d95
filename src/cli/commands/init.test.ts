import { expect, it } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { useVp } from '../testing/use-vp.ts';

const vp = useVp();

const made = {
  path: '/repo',
  branch: 'main',
  commit: 'a'.repeat(40),
  files: 1,
  made_repository: true,
  left_out: [{ path: '.env', why: 'keeps secrets by its name' }],
  note: 'No hook ran, and the commit is not signed.',
};

it('makes the first commit of the folder it is called in, and names what was left out', async () => {
  const { exitCode, stdout } = await vp.run({ initRepository: async () => made }, ['init']);
  expect(exitCode).toBe(0);
  expect(stdout).toBe(`✓ /repo is a git repository now: 1 file on main, commit aaaaaaaaaa
  left out: .env keeps secrets by its name
  No hook ran, and the commit is not signed.

Next: \`vp new --name NAME\`.
`);
  expect(vp.received().at(-1)).toMatchObject({ input: { path: vp.repo() } });
});

it('takes the folder that --repo names, and not the repository around it', async () => {
  await vp.run({ initRepository: async () => made }, ['init', '--repo', 'sub']);
  expect(vp.received().at(-1)).toMatchObject({ input: { path: `${vp.repo()}/sub` } });
});

it('says in one sentence why nothing was done', async () => {
  const refuse = async () => {
    throw new AppError('illegal_transition', 'Git does not know who you are, so …');
  };
  const { exitCode, stderr } = await vp.run({ initRepository: refuse }, ['init']);
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining('Git does not know who you are')]);
});
