import Database from 'better-sqlite3';
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { must } from '#shared/assert.ts';
import { everything } from '../../workers/sandbox/git/merge/testing/merging-repository.ts';
import { makeRepository, nodeProject, type TestRepository } from '../testing/make-repository.ts';
import type { TestEngine } from '../testing/start-test-engine.ts';
import { useEngines } from '../testing/use-engines.ts';

const { start } = useEngines({ synthetic: false });

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const run = { project_id: 1, run_id: 'r' };
const card = { ...run, lane: 'Code-Impl' };

function repository(broken: { test?: boolean } = {}): TestRepository {
  const repo = makeRepository({ ...nodeProject(broken), 'notes.txt': 'one\n\n\n\n\nsix\n' });
  folders.push(dirname(repo.path));
  repo.git('config', 'user.name', 'Ada');
  repo.git('config', 'user.email', 'ada@example.org');
  return repo;
}

const BREAKS = "f.writeFileSync('sum.js', 'export const sum = (a, b) => a - b;');";

/** A run that writes one line, more where it is told, and then tests and lints. */
async function ran(
  repo: TestRepository,
  end: 'completed' | 'needs_review',
  more = '',
): Promise<TestEngine> {
  const engine = await start({ repo: repo.path });
  const script =
    "const f = require('fs'); f.writeFileSync('notes.txt', f.readFileSync('notes.txt', 'utf8').replace('one', 'the run'));" +
    more;
  const { task_id } = await engine.pas.submitJobcard({
    ...card,
    payload: { command: ['node', '-e', script] },
  });
  await engine.pas.submitJobcard({ ...card, deps: [task_id], payload: { step: 'test' } });
  await engine.pas.startRun(run);
  await engine.untilRun('r', end);
  return engine;
}

const notes = (repo: TestRepository): string => readFileSync(join(repo.path, 'notes.txt'), 'utf8');
const worktrees = (engine: TestEngine): string[] => readdirSync(join(engine.dataDir, 'worktrees'));

describe('a merge of a run', () => {
  test('“detached HEAD … choose the target”: the outcome offers the branches that people made, and the chosen one gets the work', async () => {
    const repo = repository();
    repo.git('branch', 'next');
    repo.git('symbolic-ref', 'refs/heads/alias', 'refs/heads/main');
    repo.git('checkout', '--quiet', '--detach');
    const engine = await ran(repo, 'completed');
    const before = await engine.pas.runOutcome({ run_id: 'r' });
    expect(before.branch).toMatch(/^slipway\//);
    expect([before.target, before.targets.toSorted()]).toEqual([null, ['main', 'next']]);
    await expect(engine.pas.mergeRun({ run_id: 'r' })).rejects.toThrow('Name the branch');
    const { target, commit } = await engine.pas.mergeRun({ run_id: 'r', target: 'next' });
    expect([target, repo.git('rev-parse', 'next').trim()]).toEqual(['next', commit]);
    expect(repo.git('rev-parse', 'main')).toBe(repo.git('rev-parse', 'HEAD'));
  });

  test('takes the branch that it started from, and the evidence where the tree is the same', async () => {
    const repo = repository();
    const engine = await ran(repo, 'completed');
    // The branch that is checked out by then is not asked.
    repo.git('checkout', '--quiet', '-b', 'elsewhere');
    const { gates } = await engine.pas.runStatus({ run_id: 'r' });
    const merged = await engine.pas.mergeRun({ run_id: 'r' });
    expect(merged).toMatchObject({ target: 'main', checked_out_at: null, files_changed: 1 });
    expect(merged.note).toBe('No hook of the repository ran, and the merge commit is not signed.');
    expect(merged.gates).toContainEqual(
      gates.find(({ kpi_name }) => kpi_name === 'test_pass_rate'),
    );
    expect(
      repo.git('log', '-1', '--format=%an %(trailers:key=Slipway-Run,valueonly)', 'main'),
    ).toMatch(/^Ada r\n/);
    expect(repo.state()).toMatchObject({ branch: 'elsewhere', status: '' });
    expect(notes(repo)).toMatch(/^one/);
  });

  test('runs the gates on the merged tree, moves files along, and can be undone', async () => {
    const repo = repository();
    const engine = await ran(repo, 'completed');
    repo.commit('meanwhile', { 'notes.txt': 'one\n\n\n\n\nsomebody\n' });
    const before = repo.state();
    const branches = repo.git('branch', '--list');
    const merged = await engine.pas.mergeRun({ run_id: 'r' });
    expect(merged).toMatchObject({ checked_out_at: repo.path, from_commit: before.head });
    const tests = must(
      merged.gates.find(({ kpi_name }) => kpi_name === 'test_pass_rate'),
      'its gate',
    );
    expect(tests).toMatchObject({ state: 'pass', evidence: { tree_hash: merged.tree } });
    expect(repo.git('rev-parse', 'HEAD^{tree}').trim()).toBe(merged.tree);
    expect([notes(repo), repo.state().status]).toEqual(['the run\n\n\n\n\nsomebody\n', '']);
    // What it was tried in is gone, and left no branch.
    expect(worktrees(engine)).toHaveLength(1);
    expect(repo.git('branch', '--list')).toBe(branches);
    expect(await engine.pas.undoMerge({ run_id: 'r' })).toMatchObject({ commit: before.head });
    expect([repo.state(), notes(repo)]).toEqual([before, 'one\n\n\n\n\nsomebody\n']);
    await expect(engine.pas.undoMerge({ run_id: 'r' })).rejects.toThrow('is not merged');
  });

  test('with a gate that does not hold on the merged tree changes nothing', async () => {
    const repo = repository();
    const engine = await ran(repo, 'completed');
    const wants = `import test from 'node:test';
import { readFileSync } from 'node:fs';
import assert from 'node:assert';
test('keeps its first line', () => assert.match(readFileSync('notes.txt', 'utf8'), /^one/));
`;
    repo.commit('a test that the run does not know', { 'notes.test.js': wants });
    const before = everything(repo.path);
    await expect(engine.pas.mergeRun({ run_id: 'r' })).rejects.toMatchObject({
      code: 'gate_violation',
      message: expect.stringContaining('keeps its first line'),
    });
    expect(everything(repo.path)).toEqual(before);
    expect(worktrees(engine)).toHaveLength(1);
  });

  test('is not refused for what is red on the target already', async () => {
    const repo = repository({ test: true });
    const engine = await ran(repo, 'completed');
    repo.commit('meanwhile', { 'other.txt': 'x' });
    expect(await engine.pas.mergeRun({ run_id: 'r' })).toMatchObject({ target: 'main' });
  });

  test('dirty in touched paths is refused, elsewhere it stays', async () => {
    const repo = repository();
    const engine = await ran(repo, 'completed');
    repo.write({ 'notes.txt': 'mine\n', 'own.txt': 'own\n' });
    const before = everything(repo.path);
    await expect(engine.pas.mergeRun({ run_id: 'r' })).rejects.toThrow(
      /“notes.txt”.*open the branch/,
    );
    expect(everything(repo.path)).toEqual(before);
    repo.git('checkout', '--quiet', 'notes.txt');
    await engine.pas.mergeRun({ run_id: 'r' });
    expect(repo.state().status).toBe('?? own.txt\n');
  });

  test('is only of a completed run; one that was overridden may fail as it did', async () => {
    const repo = repository();
    const engine = await ran(repo, 'needs_review', BREAKS);
    const before = everything(repo.path);
    await expect(engine.pas.mergeRun({ run_id: 'r' })).rejects.toThrow('needs your review first');
    expect(everything(repo.path)).toEqual(before);
    await engine.pas.overrideRun({ run_id: 'r', reason: 'known to be red', scope: 'this run' });
    repo.commit('meanwhile', { 'other.txt': 'x' });
    expect(await engine.pas.mergeRun({ run_id: 'r' })).toMatchObject({ target: 'main' });
  });

  test('whose branch moved and that could not be stored is not called refused', async () => {
    const repo = repository();
    const engine = await ran(repo, 'completed');
    const { store } = engine.engine.spine;
    const head = repo.state().head;
    // Whatever keeps the ledger from storing it: a full disk, a damaged page.
    const ledger = new Database(join(engine.dataDir, 'ledger.db'));
    ledger.exec(
      "CREATE TRIGGER full BEFORE UPDATE ON merges WHEN NEW.state = 'merged' BEGIN SELECT RAISE(ABORT, 'full'); END",
    );
    await expect(engine.pas.mergeRun({ run_id: 'r' })).rejects.toThrow('full');
    expect(repo.state().head).not.toBe(head);
    expect(store.read.merges.listOfRun('r')).toMatchObject([{ state: 'moving' }]);
    ledger.exec('DROP TRIGGER full');
    ledger.close();
    await engine.stop();
    const again = await start({ dataDir: engine.dataDir, repo: repo.path });
    expect(again.engine.spine.store.read.merges.listOfRun('r')).toMatchObject([
      { state: 'merged', reason: null },
    ]);
    expect(await again.pas.undoMerge({ run_id: 'r' })).toMatchObject({ target: 'main' });
    expect(repo.state().head).toBe(head);
  });

  test('that the engine ended in the middle of is settled by the next one', async () => {
    const repo = repository();
    const engine = await ran(repo, 'completed');
    const { spine } = engine.engine;
    const trial = await spine.worktrees.newTrial(repo.path);
    const head = repo.state().head;
    const to = repo.git('rev-parse', 'slipway/*').trim() || head;
    await spine.worktrees.openTrial({ repo: repo.path, ...trial, commit: head });
    const row = {
      run_id: 'r',
      repo: repo.path,
      target: 'main',
      from_commit: head,
      to_commit: to,
      tree: '',
      trial_path: trial.path,
      trial_branch: trial.branch,
      actor: 'local',
      created_at: 1,
    };
    const moved = repo.git('commit-tree', '-p', head, '-m', 'merge', `${head}^{tree}`).trim();
    await spine.store.commit.write((tx) => {
      tx.merges.add(row);
      tx.merges.begin(tx.merges.add({ ...row, to_commit: moved }), 'moving');
    });
    await engine.stop();
    repo.git('update-ref', 'refs/heads/main', moved);
    const again = await start({ dataDir: engine.dataDir, repo: repo.path });
    expect(again.engine.spine.store.read.merges.listOfRun('r')).toMatchObject([
      { state: 'refused', reason: expect.stringContaining('nothing was changed') },
      { state: 'merged' },
    ]);
    expect(existsSync(trial.path)).toBe(false);
    expect(repo.git('branch', '--list', trial.branch)).toBe('');
    expect(again.errors).toEqual([]);
  });
});
