import { expect, it } from 'vitest';
import { useVp } from '../testing/use-vp.ts';

const vp = useVp();

const file = { old_path: null, status: 'modified' as const, additions: 1, deletions: 1 };
const changes = {
  run_id: 'r-1',
  repo: '/repo',
  base: 'a'.repeat(40),
  branch: 'slipway/r-1',
  from: 'worktree' as const,
  files: [
    { ...file, path: 'src/sum.js' },
    { ...file, path: 'new.js', old_path: 'old.js', status: 'renamed' as const },
  ],
  total: 2,
  additions: 2,
  deletions: 2,
};
const answers = {
  runChanges: async () => changes,
  runDiff: async ({ path }: { path: string }) => ({
    run_id: 'r-1',
    path,
    patch: `--- a/${path}\n+++ b/${path}\n@@ -1 +1 @@\n-a - b\n+[secret:named-secret]\n`,
    truncated: false,
    secrets: 1,
  }),
};

it('lists the files of the run, then each patch, with labels for secrets', async () => {
  const { exitCode, stdout } = await vp.run(answers, ['diff', '--run', 'r-1']);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('M  src/sum.js  +1 −1\nR  old.js → new.js  +1 −1\n2 files, +2 −2\n');
  expect(stdout).toContain(
    '@@ -1 +1 @@\n-a - b\n+[secret:named-secret]\n(1 secret shown as a label)',
  );
  expect(vp.received().at(-1)).toMatchObject({ input: { path: 'new.js', old_path: 'old.js' } });
});

it('shows one folder, and only the list with --stat', async () => {
  const { stdout } = await vp.run(answers, ['diff', 'src', '--stat', '--run', 'r-1']);
  expect(stdout).toBe('M  src/sum.js  +1 −1\n2 files, +2 −2\n');
});

it('runs again all tasks of a run, or with --failed those that did not succeed', async () => {
  const rerunFailed = async () => ({ status: 'executing' as const, run_id: 'r-1', requeued: 2 });
  const { stdout } = await vp.run({ rerunFailed }, ['rerun', '--run', 'r-1']);
  expect(stdout).toContain('2 tasks of run r-1 will run again, as the next attempt.\nNext: ');
  await vp.again(['rerun', '--failed', '--run', 'r-1']);
  expect(vp.received().map(({ input }) => input['which'])).toEqual(['all', 'failed']);
});
