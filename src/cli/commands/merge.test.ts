import { expect, it } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { useVp } from '../testing/use-vp.ts';

const vp = useVp();

const merged = {
  run_id: 'r-1',
  repo: '/repo',
  target: 'main',
  from_commit: 'a'.repeat(40),
  commit: 'b'.repeat(40),
  tree: 'c'.repeat(40),
  checked_out_at: '/repo',
  files_changed: 2,
  note: 'No hook of the repository ran, and the merge commit is not signed.',
  gates: [],
};

it('merges into the branch that the run began from, and says what did not run and what is next', async () => {
  const { exitCode, stdout } = await vp.run({ mergeRun: async () => merged }, [
    'merge',
    '--run',
    'r-1',
  ]);
  expect(exitCode).toBe(0);
  expect(stdout).toBe(`✓ main has the run's work: 2 files, commit bbbbbbbbbb
  Files moved in /repo. No hook of the repository ran, and the merge commit is not signed.

Next: \`vp merge --undo\` takes it back; \`git push\` is yours.
`);
});

it('takes it back with --undo, and names another branch with --into', async () => {
  const undone = { run_id: 'r-1', repo: '/repo', target: 'main', commit: 'a'.repeat(40) };
  const answers = {
    undoMerge: async () => ({ ...undone, checked_out_at: null }),
    mergeRun: async () => ({ ...merged, target: 'next', checked_out_at: null }),
  };
  const undo = await vp.run(answers, ['merge', '--run', 'r-1', '--undo']);
  expect(undo.stdout).toContain('main is back at aaaaaaaaaa, as before the merge.');
  await vp.again(['merge', '--run', 'r-1', '--into', 'next']);
  expect(vp.received().at(-1)).toMatchObject({ name: 'mergeRun', input: { target: 'next' } });
});

it('ends with 3 where a gate does not hold, and says the sentence', async () => {
  const refuse = async () => {
    throw new AppError('gate_violation', 'Nothing was merged: with what the branch has now …');
  };
  const { exitCode, stderr } = await vp.run({ mergeRun: refuse }, ['merge', '--run', 'r-1']);
  expect([exitCode, stderr]).toEqual([3, expect.stringContaining('Nothing was merged')]);
});
