import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { must } from '#shared/assert.ts';
import { makeRepository, type TestRepository } from '../../main/testing/make-repository.ts';
import { findGitFolders } from './git-folders.ts';
import { readHead } from './read-head.ts';

const made: TestRepository[] = [];
function repository(files: Record<string, string> | null): TestRepository {
  const repo = makeRepository(files);
  made.push(repo);
  return repo;
}
afterEach(() => {
  for (const repo of made.splice(0)) rmSync(dirname(repo.path), { recursive: true });
});
const headOf = (folder: string) => readHead(must(findGitFolders(folder), 'it is a repository'));

it('reads the commit of a branch, of a packed branch and of a detached HEAD as git says it', () => {
  const repo = repository({ 'src/a.txt': 'a' });
  const head = () => repo.git('rev-parse', 'HEAD').trim();
  expect(headOf(join(repo.path, 'src'))).toBe(head());
  repo.git('pack-refs', '--all');
  expect(headOf(repo.path)).toBe(head());
  repo.commit('More', { 'b.txt': 'b' });
  expect(headOf(repo.path)).toBe(head());
  repo.git('checkout', '--quiet', '--detach', 'HEAD~1');
  expect(headOf(repo.path)).toBe(head());
});

it('has no commit before the first one, and no folders outside of a repository', () => {
  const repo = repository(null);
  expect(headOf(repo.path)).toBeNull();
  expect(findGitFolders(join(repo.path, 'missing'))).toBeNull();
  expect(findGitFolders('/')).toBeNull();
});

it('reads the commit of a linked work tree, which has a HEAD of its own', () => {
  const repo = repository({ 'a.txt': 'a' });
  const linked = join(dirname(repo.path), 'linked');
  repo.git('worktree', 'add', '--quiet', '-b', 'side', linked);
  repo.commit('More', { 'b.txt': 'b' });
  expect(headOf(linked)).toBe(repo.git('rev-parse', 'side').trim());
  expect(headOf(linked)).not.toBe(headOf(repo.path));
});
