import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
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
const token = `ghp_${'a1B2c3D4e5'.repeat(4).slice(0, 36)}`;

function repository(broken: { test?: boolean } = {}): TestRepository {
  const repo = makeRepository({ ...nodeProject(broken), 'old.txt': 'one\ntwo\n' });
  folders.push(dirname(repo.path));
  return repo;
}

/** A run of these commands, each after the one before, and of the repository's tests. */
async function ran(repo: TestRepository, scripts: readonly string[]): Promise<TestEngine> {
  const engine = await start({ repo: repo.path });
  const tests = { step: 'test' as const };
  const first = await engine.pas.submitJobcard({ ...card, payload: tests });
  let deps = [first.task_id];
  for (const script of scripts) {
    const payload = { command: ['node', '-e', script] };
    deps = [(await engine.pas.submitJobcard({ ...card, deps, payload })).task_id];
  }
  if (scripts.length > 0) await engine.pas.submitJobcard({ ...card, deps, payload: tests });
  await engine.pas.startRun(run);
  await engine.untilRun('r', 'completed', 'needs_review');
  return engine;
}

test('a run that only checked says so: no model, nothing was written', async () => {
  const engine = await ran(repository(), []);
  expect(await engine.pas.runOutcome({ run_id: 'r' })).toMatchObject({
    end: 'checked',
    used_model: false,
    tests: { before: { executed: 2, failed: 0 }, after: { executed: 2, failed: 0 } },
    changes: { files: 0, additions: 0, deletions: 0 },
    target: 'main',
    merge: null,
    targets: [],
    databases: [],
  });
});

test('one that wrote has tests before and after, changes by file, and a patch with labels', async () => {
  const repo = repository();
  const write = (path: string, text: string): string =>
    `require('fs').writeFileSync(${JSON.stringify(path)}, ${JSON.stringify(text)})`;
  const one = "import test from 'node:test';\ntest('one more', () => {});\n";
  const key = `const key = '${token.slice(0, 20)}' + '${token.slice(20)}';`;
  const engine = await ran(repo, [
    write('more.test.js', one),
    `const fs = require('fs'); fs.renameSync('old.txt', 'new.txt'); ${key} fs.writeFileSync('key.txt', 'a\\n' + key + '\\nb\\n')`,
  ]);
  const outcome = await engine.pas.runOutcome({ run_id: 'r' });
  expect(outcome).toMatchObject({
    end: 'reached',
    tests: { before: { executed: 2, failed: 0 }, after: { executed: 3, failed: 0 } },
    changes: { files: 3, additions: 5, deletions: 0 },
    promise: { time_ms: null, cost_usd: null },
  });
  const changes = await engine.pas.runChanges({ run_id: 'r' });
  expect(changes.files).toEqual([
    { path: 'key.txt', old_path: null, status: 'added', additions: 3, deletions: 0 },
    { path: 'more.test.js', old_path: null, status: 'added', additions: 2, deletions: 0 },
    { path: 'new.txt', old_path: 'old.txt', status: 'renamed', additions: 0, deletions: 0 },
  ]);
  const shown = await engine.pas.runDiff({ run_id: 'r', path: 'key.txt' });
  expect(shown).toMatchObject({ secrets: 1, truncated: false });
  expect(shown.patch).toMatch(/^\+a\n\+\[secret:[\w-]+\]\n\+b$/m);
  expect(shown.patch).not.toContain(token);
  const revealed = await engine.pas.revealDiff({ run_id: 'r', path: 'key.txt' });
  expect(revealed.patch).toContain(`\n+${token}\n`);
  const moved = await engine.pas.runDiff({ run_id: 'r', path: 'new.txt', old_path: 'old.txt' });
  expect(moved.patch).toContain('rename from old.txt');
  // Its folder gone, the branch has it all.
  const { worktree } = outcome;
  rmSync(worktree ?? '', { recursive: true });
  expect(await engine.pas.runChanges({ run_id: 'r' })).toEqual({ ...changes, from: 'branch' });
  expect(await engine.pas.runOutcome({ run_id: 'r' })).toMatchObject({ worktree: null });
});

test('“Evidence has a date”: an edit of the worktree or a moved branch makes the result stale', async () => {
  const repo = repository();
  const engine = await ran(repo, []);
  const commit = repo.git('rev-parse', 'HEAD').trim();
  const fresh = await engine.pas.runOutcome({ run_id: 'r' });
  expect(fresh.evidence).toMatchObject({ commit, stale: null });
  repo.commit('Go on', { 'other.txt': 'x' });
  const moved = await engine.pas.runOutcome({ run_id: 'r' });
  expect(moved.evidence?.stale).toBe(
    `main moved on: it was at ${commit.slice(0, 10)} and is at ${repo.git('rev-parse', 'HEAD').slice(0, 10)} now`,
  );
  writeFileSync(join(fresh.worktree ?? '', 'sum.js'), 'export const sum = () => 5;\n');
  const edited = await engine.pas.runOutcome({ run_id: 'r' });
  expect(edited.evidence).toMatchObject({
    tree: fresh.evidence?.tree,
    stale: 'the worktree was changed after it was measured',
  });
});

test('a re-run of all is the next attempt of every task', async () => {
  const engine = await ran(repository({ test: true }), []);
  const { pas } = engine;
  expect(await pas.runOutcome({ run_id: 'r' })).toMatchObject({
    end: 'not_reached',
    tests: { after: { executed: 2, failed: 1 } },
  });
  expect(await pas.rerunFailed({ run_id: 'r', which: 'all' })).toMatchObject({ requeued: 1 });
  await engine.untilRun('r', 'executing');
  await engine.untilRun('r', 'needs_review');
  const { tasks } = await pas.runStatus({ run_id: 'r' });
  expect(tasks).toMatchObject([{ attempt: 2 }]);
});
