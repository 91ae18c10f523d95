import { expect, it } from 'vitest';
import type { DeletionPreview, TrashItem } from '#shared/contract/trash-schemas.ts';
import { AT } from '../testing/samples.ts';
import { useVp } from '../testing/use-vp.ts';

const vp = useVp();

const goes = {
  runs: 1,
  tasks: 3,
  attempts: 4,
  receipts: 4,
  gates: 0,
  log_bytes: 1200,
  observations: 2,
  spend_usd: 0.5,
};
const subject = { kind: 'run' as const, project_id: 1, run_id: 'r-1', name: 'r-1' };
const preview: DeletionPreview = {
  ...subject,
  blocked: null,
  goes,
  worktrees: [
    {
      run_id: 'r-1',
      path: '/data/worktrees/r-1',
      repo: '/repo',
      branch: 'slipway/r-1',
      is_there: true,
      has_branch: true,
      bytes: 2000,
      files: 12,
      changed: { count: 21, named: [' M a.txt', '?? \u001b[2Jnew.txt'] },
      commits: { count: 1, named: ['abc1234 Mend'] },
      problem: null,
    },
  ],
  stays: ['Your repository /repo.'],
  keep_days: 30,
};
const item: TrashItem = {
  trash_id: 4,
  ...subject,
  goes,
  deleted_at: AT,
  deleted_by: 'local',
  removed_at: '2026-02-01T03:04:05.000Z',
  problem: null,
};

it('shows what goes, what is nowhere else and what stays, and deletes with --yes', async () => {
  const answers = { previewRunDeletion: async () => preview, deleteRun: async () => item };
  const { exitCode, stdout } = await vp.run(answers, ['delete', 'run', 'r-1', '--yes']);
  expect(exitCode).toBe(0);
  expect(stdout).toBe(
    `run r-1

goes
  1 run with 3 tasks, 4 attempts, 4 receipts
  1.2 kB of output
  2 measured durations that estimates learned from, counted again after a restore
  worktree /data/worktrees/r-1: 2.0 kB in 12 files, with its branch slipway/r-1

is nowhere else
  1 commit on slipway/r-1 that no other branch has:
    abc1234 Mend
  21 files on slipway/r-1 that are changed or new, and not committed:
     M a.txt
    ?? new.txt
    and 19 more

stays
  Your repository /repo.
  For 30 days all of it lies in the trash, and a restore brings it back as it was.

Moved to the trash as item 4. vp trash restore 4 brings it back until 2026-02-01.
`,
  );
});

it('"preview and confirmation": with nobody to ask it deletes nothing', async () => {
  const answers = {
    previewProjectDeletion: async () => ({ ...preview, kind: 'project' as const }),
  };
  const { exitCode, stderr } = await vp.run(answers, ['delete', 'project', '1']);
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining('Add --yes')]);
  expect(vp.received().map((one) => one.name)).toEqual(['previewProjectDeletion']);
});

it('says why a running run cannot be deleted', async () => {
  const blocked = 'Run "r-1" is executing. Terminate it first.';
  const answers = { previewRunDeletion: async () => ({ ...preview, blocked }) };
  const { exitCode, stderr } = await vp.run(answers, ['delete', 'run', 'r-1', '--yes']);
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining(blocked)]);
});

it('lists, restores, empties and keeps', async () => {
  const answers = {
    listTrash: async () => ({ items: [item], keep_days: 30 }),
    restoreFromTrash: async () => ({ trash_id: 4, ...subject }),
    emptyTrash: async () => ({ trash_id: 4, status: 'emptied' as const }),
    setTrashDays: async () => ({ keep_days: 60 }),
  };
  const listed = await vp.run(answers, ['trash']);
  expect(listed.stdout).toMatch(/4 +run +r-1 +2026-01-02 +2026-02-01 +1 run with 3 tasks/);
  expect((await vp.again(['trash', 'restore', '4'])).stdout).toContain('“r-1” is back');
  expect((await vp.again(['trash', 'empty', '4'])).exitCode).toBe(2);
  expect((await vp.again(['trash', 'empty', '9', '--yes'])).stderr).toContain('no item 9');
  expect((await vp.again(['trash', 'empty', '4', '--yes'])).stdout).toContain('gone for good');
  expect(vp.received().find((one) => one.name === 'emptyTrash')?.input).toEqual({
    trash_id: 4,
    name: 'r-1',
  });
  expect((await vp.again(['trash', 'keep', '60'])).stdout).toContain('for 60 days');
  expect((await vp.again(['trash', 'keep', '0'])).exitCode).toBe(2);
  expect((await vp.again(['trash', 'restore', 'x'])).exitCode).toBe(2);
});
