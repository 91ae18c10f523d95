import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { must } from '#shared/assert.ts';
import { services } from '#shared/contract/contract.ts';
import { dumpLedger } from '../testing/dump-ledger.ts';
import type { TestEngine } from '../testing/start-test-engine.ts';
import { useEngines } from '../testing/use-engines.ts';
import { card, endedRun, git, rowsOf, sweep, usersOf } from './testing/ended-run.ts';

const DAY_MS = 24 * 60 * 60_000;

const { start, repoOf } = useEngines();

describe('"every list, metric": what was deleted is hidden, and its money stays spent', () => {
  test('a run', async () => {
    const repo = repoOf({ 'a.txt': 'one' });
    const engine = await start();
    const { pas } = engine;
    const worktree = await endedRun(engine, { repo, statuses: ['ok', 'failed'] });
    writeFileSync(join(worktree, 'new.txt'), 'new');
    await pas.setBudgets({ project_id: 1, project_usd: 2, day_usd: 3 });
    const { budgets, logs } = engine.engine.spine;
    const [task] = (await pas.runStatus({ run_id: 'r' })).tasks;
    const spent = () => {
      // Makes the budgets read the ledger again.
      budgets.spent(1);
      return budgets.levels(1).map((level) => level.spent.micro);
    };
    const today = async () => (await pas.portfolioStatus({})).spend_today_usd;
    const before = { spent: spent(), today: await today() };
    expect(before).toEqual({ spent: [500_000, 500_000], today: 0.5 });
    const [users, rows] = [usersOf(repo, engine), rowsOf(engine)];
    const preview = await pas.previewRunDeletion({ run_id: 'r' });
    expect(preview).toMatchObject({
      blocked: null,
      goes: { runs: 1, tasks: 2, receipts: 2, spend_usd: 0.5 },
    });
    expect(preview.worktrees[0]).toMatchObject({
      path: worktree,
      changed: { count: 1, named: ['?? new.txt'] },
    });
    expect(preview.stays.join()).toContain(repo);
    expect(rowsOf(engine)).toEqual(rows);

    const item = await pas.deleteRun({ run_id: 'r' });
    expect(item).toMatchObject({ kind: 'run', name: 'r', goes: preview.goes, problem: null });
    expect((await pas.listRuns({})).runs).toEqual([]);
    const asked = [
      pas.runStatus({ run_id: 'r' }),
      pas.getTask({ task_id: must(task, 'a task').task_id }),
      pas.listReceipts({ run_id: 'r' }),
      pas.runLogs({ run_id: 'r' }),
      pas.getPassport({ run_id: 'r' }),
      pas.previewRunDeletion({ run_id: 'r' }),
    ];
    for (const one of await Promise.allSettled(asked))
      expect(one).toMatchObject({
        reason: { message: expect.stringContaining('vp trash restore 1') },
      });
    expect({ spent: spent(), today: await today() }).toEqual(before);
    expect(usersOf(repo, engine)).toEqual(users);
    expect([existsSync(worktree), existsSync(logs.fileOf('r'))]).toEqual([false, false]);
    expect(git(repo, 'for-each-ref', 'refs/heads/slipway')).toBe('');
    expect((await pas.listTrash({})).items).toMatchObject([{ trash_id: 1, name: 'r' }]);

    expect(await pas.restoreFromTrash({ trash_id: 1 })).toMatchObject({ run_id: 'r' });
    expect(rowsOf(engine)).toEqual(rows);
    expect(usersOf(repo, engine)).toEqual(users);
    expect(readFileSync(join(worktree, 'new.txt'), 'utf8')).toBe('new');
    expect((await pas.runLogs({ run_id: 'r' })).lines).toHaveLength(1);
    expect(git(repo, 'for-each-ref', 'refs/slipway')).toBe('');
    expect((await pas.listTrash({})).items).toEqual([]);
    expect(await pas.restoreFromTrash({ trash_id: 1 })).toMatchObject({ idempotent_replay: true });
    expect(engine.errors).toEqual([]);
  });

  test('a project with its runs; a run deleted before it stays deleted by itself', async () => {
    const engine = await start();
    const { pas, plms } = engine;
    const { project_id } = await plms.createProject({ name: 'Shop' });
    await endedRun(engine, { run_id: 'a', project_id });
    await endedRun(engine, { run_id: 'b', project_id });
    await pas.deleteRun({ run_id: 'a' });
    const rows = rowsOf(engine);
    const preview = await plms.previewProjectDeletion({ project_id });
    expect(preview).toMatchObject({ kind: 'project', name: 'Shop', goes: { runs: 1 } });
    const item = await plms.deleteProject({ project_id });
    expect([await plms.listProjects({}), await pas.listRuns({})]).toEqual([
      { projects: [] },
      { runs: [] },
    ]);
    expect((await plms.plmsHealth({})).projects).toBe(0);
    for (const call of [plms.getProject, plms.projectStatus, plms.estimateProject])
      await expect(call({ project_id })).rejects.toThrow(`vp trash restore ${item.trash_id}`);
    await expect(pas.restoreFromTrash({ trash_id: 1 })).rejects.toMatchObject({ code: 'in_trash' });
    const again = await plms.createProject({ name: 'Shop' });
    expect(again.project_id).not.toBe(project_id);
    await plms.deleteProject({ project_id: again.project_id });
    await pas.restoreFromTrash({ trash_id: item.trash_id });
    const others = (row: unknown) =>
      (row as { project_id: number }).project_id !== again.project_id;
    const now = rowsOf(engine);
    expect({ ...now, projects: now['projects']?.filter(others) }).toEqual(rows);
    await pas.restoreFromTrash({ trash_id: 1 });
    expect((await pas.listRuns({})).runs.map((run) => run.run_id)).toEqual(['b', 'a']);
  });

  test('what deleted runs took is no part of an estimate, until they are restored', async () => {
    const engine = await start();
    const { project_id } = await engine.plms.createProject({ name: 'Shop' });
    const { spine } = engine.engine;
    await endedRun(engine, { project_id, statuses: ['ok', 'ok'] });
    await engine.pas
      .overrideRun({ run_id: 'r', reason: 'fine', scope: 'run' })
      .catch(() => undefined);
    const observed = () => spine.store.read.tasks.observedMs(project_id, 'external');
    const { goes } = await engine.pas.previewRunDeletion({ run_id: 'r' });
    expect(observed()).toHaveLength(goes.observations);
    const before = observed();
    await engine.pas.deleteRun({ run_id: 'r' });
    expect(observed()).toEqual([]);
    await engine.pas.restoreFromTrash({ trash_id: 1 });
    expect(observed()).toEqual(before);
  });
});

describe('who may delete, and when', () => {
  test('"a running run cannot be deleted"; a project with one neither', async () => {
    const engine = await start();
    const { pas, plms } = engine;
    const { project_id } = await plms.createProject({ name: 'Shop' });
    const of = { run_id: 'r', project_id };
    await pas.submitJobcard({ ...card, ...of });
    await pas.startRun(of);
    const refused = {
      code: 'illegal_transition',
      message: expect.stringContaining('Terminate it first'),
    };
    await expect(pas.deleteRun({ run_id: 'r' })).rejects.toMatchObject(refused);
    await expect(plms.deleteProject({ project_id })).rejects.toMatchObject(refused);
    expect((await pas.previewRunDeletion({ run_id: 'r' })).blocked).toContain('is executing');
    await pas.terminateRun({ run_id: 'r' });
    await plms.deleteProject({ project_id });
    expect((await pas.listRuns({})).runs).toEqual([]);
  });

  test('idempotent: two that race, and a repeat with the key', async () => {
    const repo = repoOf({ 'a.txt': 'one' });
    const engine = await start();
    const { pas } = engine;
    await endedRun(engine, { repo });
    const both = await Promise.all([
      pas.deleteRun({ run_id: 'r' }),
      pas.deleteRun({ run_id: 'r' }),
    ]);
    expect(both.map((item) => item.trash_id)).toEqual([1, 1]);
    await pas.restoreFromTrash({ trash_id: 1 });
    const key = { idempotencyKey: 'delete-it-once' };
    const first = await pas.deleteRun({ run_id: 'r' }, key);
    const again = await pas.deleteRun({ run_id: 'r' }, key);
    expect(again).toEqual({ ...first, idempotent_replay: true });
    expect((await pas.listTrash({})).items).toHaveLength(1);
  });

  test('no card and no start brings a deleted run or project to life', async () => {
    const engine = await start();
    const { pas, plms } = engine;
    const { project_id } = await plms.createProject({ name: 'Shop' });
    await endedRun(engine, { project_id });
    await pas.deleteRun({ run_id: 'r' });
    const of = { run_id: 'r', project_id };
    const refused = { code: 'in_trash' };
    await expect(pas.submitJobcard({ ...card, ...of })).rejects.toMatchObject(refused);
    await expect(pas.startRun(of)).rejects.toMatchObject(refused);
    await expect(pas.rerunFailed({ run_id: 'r' })).rejects.toMatchObject({ code: 'unknown_run' });
    await plms.deleteProject({ project_id });
    const other = { run_id: 'other', project_id };
    await expect(pas.submitJobcard({ ...card, ...other })).rejects.toMatchObject(refused);
    await expect(pas.startRun(other)).rejects.toMatchObject(refused);
  });

  test('deleting, restoring and emptying need the scope admin', () => {
    const { deleteRun, restoreFromTrash, emptyTrash, setTrashDays } = services.pas.contract;
    const all = [
      deleteRun,
      restoreFromTrash,
      emptyTrash,
      setTrashDays,
      services.plms.contract.deleteProject,
    ];
    expect(all.map((one) => one.scope)).toEqual(all.map(() => 'admin'));
  });
});

describe('"30-day trash"', () => {
  const textOf = (engine: TestEngine) =>
    JSON.stringify(dumpLedger(engine.engine.spine.store.reader, []));

  test('is removed by itself when its days are over, and not a moment before', async () => {
    const repo = repoOf({ 'a.txt': 'one' });
    const engine = await start();
    const { pas } = engine;
    await pas.setBudgets({ project_id: 1, project_usd: 2, day_usd: 3 });
    await endedRun(engine, { repo });
    const users = usersOf(repo, engine);
    await pas.deleteRun({ run_id: 'r' });
    const ofRehearsal = join(engine.dataDir, 'trash', 'slipway-rehearsal.tar');
    writeFileSync(ofRehearsal, 'what a rehearsal left');
    const spent = engine.engine.spine.budgets.levels(1).map((level) => level.spent.micro);
    await sweep(engine, 29.9 * DAY_MS);
    expect((await pas.listTrash({})).items).toHaveLength(1);
    expect(textOf(engine)).toContain('a secret plan');
    expect(existsSync(ofRehearsal)).toBe(true);
    await sweep(engine, 30.1 * DAY_MS);
    expect((await pas.listTrash({})).items).toEqual([]);
    expect(textOf(engine)).not.toContain('a secret plan');
    expect(git(repo, 'for-each-ref', 'refs/slipway', 'refs/heads/slipway')).toBe('');
    expect(usersOf(repo, engine)).toEqual(users);
    expect(existsSync(ofRehearsal)).toBe(false);
    expect(existsSync(join(engine.dataDir, 'trash'))).toBe(true);
    const { budgets } = engine.engine.spine;
    budgets.spent(1);
    expect(budgets.levels(1).map((level) => level.spent.micro)).toEqual(spent);
    await expect(pas.restoreFromTrash({ trash_id: 1 })).rejects.toMatchObject({
      code: 'unknown_trash',
    });
    await expect(pas.startRun({ run_id: 'r', project_id: 1 })).rejects.toMatchObject({
      code: 'in_trash',
    });
    expect(engine.errors).toEqual([]);
  });

  test('the days are a setting, and one item can be emptied by its name', async () => {
    const engine = await start();
    const { pas } = engine;
    await endedRun(engine, {});
    await pas.deleteRun({ run_id: 'r' });
    await pas.setTrashDays({ days: 60 });
    await sweep(engine, 31 * DAY_MS);
    expect((await pas.listTrash({})).keep_days).toBe(60);
    await expect(pas.emptyTrash({ trash_id: 1, name: 'x' })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    expect((await pas.listTrash({})).items).toHaveLength(1);
    await pas.emptyTrash({ trash_id: 1, name: 'r' });
    expect((await pas.listTrash({})).items).toEqual([]);
  });

  test('what cannot be moved stays in its place, is named, and is neither emptied nor lost', async () => {
    const repo = repoOf({ 'a.txt': 'one' });
    const engine = await start();
    const { pas } = engine;
    const worktree = await endedRun(engine, { repo });
    git(repo, 'worktree', 'lock', worktree);
    expect((await pas.deleteRun({ run_id: 'r' })).problem).toContain('is locked');
    await sweep(engine, 31 * DAY_MS);
    await expect(pas.emptyTrash({ trash_id: 1, name: 'r' })).rejects.toThrow('is locked');
    expect([(await pas.listTrash({})).items.length, existsSync(worktree)]).toEqual([1, true]);
    git(repo, 'worktree', 'unlock', worktree);
    await sweep(engine);
    expect([(await pas.listTrash({})).items[0]?.problem, existsSync(worktree)]).toEqual([
      null,
      false,
    ]);
    await pas.restoreFromTrash({ trash_id: 1 });
    expect(existsSync(worktree)).toBe(true);
  });
});
