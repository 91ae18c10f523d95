import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { makeRepository } from '../../../main/testing/make-repository.ts';
import { prepareWorktree } from './prepare-worktree.ts';
import { hashTree } from './tree-hash.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

it('"GIT_NO_REPLACE_OBJECTS": what a repository puts in the place of an object is not read', async () => {
  const { path: repo, git } = makeRepository({ 'a.txt': 'one\n' });
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-replaced-')));
  folders.push(dirname(repo), root);
  const input = 'planted\n';
  const planted = execFileSync('git', ['hash-object', '-w', '--stdin'], { cwd: repo, input });
  git('replace', git('rev-parse', 'main:a.txt').trim(), planted.toString().trim());
  expect(git('cat-file', 'blob', 'main:a.txt')).toBe('planted\n');
  const worktree = join(root, 'run-1');
  await prepareWorktree({ repo, worktree, branch: 'slipway/run-1', base: 'main' });
  expect(readFileSync(join(worktree, 'a.txt'), 'utf8')).toBe('one\n');
  expect(await hashTree(worktree)).toBe(git('rev-parse', 'main^{tree}').trim());
});
