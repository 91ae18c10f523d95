import { expect, it } from 'vitest';
import { useVp } from '../testing/use-vp.ts';

const vp = useVp();

const taken = {
  run_id: 'r-1',
  task_id: 't_1',
  repo: '/repo',
  path: 'app.db',
  state: 'taken' as const,
  changes: ['column users.email added (TEXT)', 'rows of notes 20 → 18'],
};

it('“a person takes the result”: says what the database holds now, and how to put it back', async () => {
  const { exitCode, stdout } = await vp.run({ takeDatabase: async () => taken }, [
    'take',
    '--run',
    'r-1',
  ]);
  expect(exitCode).toBe(0);
  expect(stdout).toBe(`✓ app.db holds the migrated data.
  column users.email added (TEXT)
  rows of notes 20 → 18

Next: \`vp take --undo\` puts back what it held before.
`);
});

it('puts it back with --undo, of the task that is named', async () => {
  const answers = { returnDatabase: async () => ({ ...taken, state: 'kept' as const }) };
  const { stdout } = await vp.run(answers, ['take', '--run', 'r-1', '--undo', '--task', 't_1']);
  expect(stdout).toContain('app.db holds what it held before.');
  expect(vp.received().at(-1)).toMatchObject({ name: 'returnDatabase', input: { task_id: 't_1' } });
});
