import { expect, it } from 'vitest';
import type { Output, pasContract } from '#shared/contract/contract.ts';
import { AT } from '../testing/samples.ts';
import { useVp } from '../testing/use-vp.ts';

type Health = Output<typeof pasContract.health>;

const vp = useVp();
const answers: Health['sandbox']['answers'] = [
  { question: 'user', holds: true, sentence: 'It has a user namespace.' },
  { question: 'settings', holds: false, sentence: 'It can write settings of the kernel.' },
];

function health(status: Health['sandbox']['status']): Health {
  return {
    status: 'ok',
    service: 'pas',
    version: '1',
    mode: 'real',
    active_runs: 0,
    total_tasks: 0,
    total_receipts: 0,
    store: { status: 'ok', path: '/ledger', schema_version: 1, detail: null },
    workers: { status: 'ok', threads: 2, running: 0 },
    sandbox: { driver: 'bubblewrap', status, detail: 'As found.', answers },
    started_at: AT,
  };
}

it('vp doctor prints the sandbox’s answers, one line each', async () => {
  const { stdout, exitCode } = await vp.run({ health: async () => health('unavailable') }, [
    'doctor',
  ]);
  expect(stdout).toMatch(/^✗ sandbox +As found\.$/m);
  expect(stdout).toMatch(/^✓ sandbox user +It has a user namespace\.$/m);
  expect(stdout).toMatch(/^✗ sandbox settings +It can write settings of the kernel\.$/m);
  expect(exitCode).toBe(1);
});

it('vp doctor takes what a person decided to run without for no failure', async () => {
  const { stdout } = await vp.run({ health: async () => health('allowed_without') }, ['doctor']);
  expect(stdout).toMatch(/^! sandbox settings +It can write settings of the kernel\.$/m);
});
