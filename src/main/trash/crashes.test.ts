import { copyFileSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TestEngine } from '../testing/start-test-engine.ts';
import { useEngines } from '../testing/use-engines.ts';
import { countContents } from './count-contents.ts';
import { storeDeletion } from './delete.ts';
import { runToDelete } from './deletion-subject.ts';
import { endedRun, filesOf, git, rowsOf, sweep, usersOf } from './testing/ended-run.ts';

/** How many random runs are deleted and restored. */
const CASES = Number(process.env['SLIPWAY_TRASH_CASES'] ?? 3);

const { start, repoOf, dataDir: newDataDir } = useEngines();

describe('"Crash at any step leaves either not deleted or deleted-and-restorable; finished at next start"', () => {
  async function crashed(
    act: (engine: TestEngine, repo: string) => Promise<unknown>,
  ): Promise<{ engine: TestEngine; repo: string; worktree: string; rows: unknown }> {
    const repo = repoOf({ 'a.txt': 'one' });
    const dataDir = newDataDir();
    const first = await start({ dataDir });
    const worktree = await endedRun(first, { repo });
    const rows = rowsOf(first);
    await act(first, repo);
    await first.stop();
    const engine = await start({ dataDir });
    await sweep(engine);
    return { engine, repo, worktree, rows };
  }

  test('deleted in the ledger, nothing moved yet', async () => {
    const { engine, worktree, rows } = await crashed(async ({ engine: { spine } }) => {
      const subject = runToDelete(spine.store, 'r');
      const goes = await countContents(spine, subject);
      await spine.store.commit.write((tx) => storeDeletion(tx, subject, { goes, actor: 'local' }));
    });
    expect([existsSync(worktree), (await engine.pas.listTrash({})).items.length]).toEqual([
      false,
      1,
    ]);
    await engine.pas.restoreFromTrash({ trash_id: 1 });
    expect([existsSync(worktree), rowsOf(engine)]).toEqual([true, rows]);
  });

  test.each(['restoring', 'clearing'] as const)('while it was %s', async (state) => {
    const { engine, worktree, rows } = await crashed(async ({ pas, engine: { spine } }) => {
      await pas.deleteRun({ run_id: 'r' });
      if (state === 'clearing') await pas.restoreFromTrash({ trash_id: 1 });
      await spine.store.commit.write((tx) => tx.trash.setState(1, state, null));
    });
    expect([existsSync(worktree), rowsOf(engine)]).toEqual([true, rows]);
    expect((await engine.pas.listTrash({})).items).toEqual([]);
  });

  test('while it was emptied', async () => {
    const { engine, repo } = await crashed(async ({ pas, engine: { spine } }) => {
      await pas.deleteRun({ run_id: 'r' });
      await spine.store.commit.write((tx) => tx.trash.setState(1, 'emptying', null));
    });
    expect(engine.engine.spine.store.read.trash.get(1)?.state).toBe('emptied');
    expect(git(repo, 'for-each-ref', 'refs/slipway', 'refs/heads/slipway')).toBe('');
  });

  test('a ledger put back from before the deletion gets its worktrees and logs back', async () => {
    const repo = repoOf({ 'a.txt': 'one' });
    const dataDir = newDataDir();
    const first = await start({ dataDir });
    const worktree = await endedRun(first, { repo });
    const rows = rowsOf(first);
    await first.stop();
    const copy = join(newDataDir(), 'ledger.db');
    copyFileSync(join(dataDir, 'ledger.db'), copy);
    const second = await start({ dataDir });
    await second.pas.deleteRun({ run_id: 'r' });
    await second.stop();
    for (const name of ['ledger.db-wal', 'ledger.db-shm'])
      rmSync(join(dataDir, name), { force: true });
    copyFileSync(copy, join(dataDir, 'ledger.db'));
    const engine = await start({ dataDir });
    await sweep(engine);
    expect([existsSync(worktree), rowsOf(engine)]).toEqual([true, rows]);
    expect((await engine.pas.runLogs({ run_id: 'r' })).lines).toHaveLength(1);
    expect(git(repo, 'for-each-ref', 'refs/slipway')).toBe('');
  });
});

/** What may happen in a worktree; the property test of the git layer has many more. */
const DEEDS: readonly ((worktree: string) => unknown)[] = [
  (tree) => writeFileSync(join(tree, 'new.txt'), 'new', { mode: 0o755 }),
  (tree) => writeFileSync(join(tree, 'a.txt'), 'changed'),
  (tree) => symlinkSync('/nowhere', join(tree, 'link')),
  (tree) => mkdirSync(join(tree, 'empty')),
  (tree) => git(tree, 'commit', '-q', '--allow-empty', '-m', 'more'),
  (tree) => git(tree, 'add', '-A'),
  (tree) => rmSync(join(tree, 'a.txt')),
];

test('delete and restore give back worktree, refs and rows byte-equal, in random states', async () => {
  const repo = repoOf({ 'a.txt': 'one' });
  const engine = await start();
  const { pas } = engine;
  const statuses = fc.array(fc.constantFrom('ok', 'failed', 'skipped'), {
    minLength: 1,
    maxLength: 4,
  });
  const deeds = fc.subarray([...DEEDS.keys()]);
  let number = 0;
  await fc.assert(
    fc.asyncProperty(statuses, deeds, async (wanted, done) => {
      number += 1;
      const run_id = `run ${number}`;
      const worktree = await endedRun(engine, { repo, run_id, statuses: wanted });
      for (const deed of done) DEEDS[deed]?.(worktree);
      const state = () => ({
        users: usersOf(repo, engine),
        files: filesOf(worktree),
        refs: git(repo, 'for-each-ref'),
        rows: rowsOf(engine),
      });
      const before = state();
      const { trash_id } = await pas.deleteRun({ run_id });
      expect(usersOf(repo, engine)).toEqual(before.users);
      await pas.restoreFromTrash({ trash_id });
      expect(state()).toEqual(before);
    }),
    { numRuns: CASES },
  );
  expect(engine.errors).toEqual([]);
});
