import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { must } from '#shared/assert.ts';
import { openIgnoreRules } from '../../workers/code-index/scan/open-ignore-rules.ts';
import { findGitFolders } from '../../workers/files/git-folders.ts';
import { makeRepository } from '../testing/make-repository.ts';
import { questionsOf } from './testing/questions-of.ts';
import { watchHead } from './watch-head.ts';
import { watchTree } from './watch-tree.ts';

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

/** A repository under watch; `until` resolves when everything named was reported. */
async function watched(files: Record<string, string>) {
  const repo = makeRepository(files);
  ends.push(() => rmSync(dirname(repo.path), { recursive: true, force: true }));
  const folders = must(findGitFolders(repo.path), 'it was just made');
  const seen = new Set<string>();
  let look = (): void => undefined;
  const report = (what: string): void => {
    seen.add(what);
    look();
  };
  const until = (...wanted: string[]): Promise<void> =>
    new Promise((resolve) => {
      look = () => {
        if (wanted.every((one) => seen.has(one))) resolve();
      };
      look();
    });
  const rules = openIgnoreRules(folders.root, report);
  ends.push(() => rules.close());
  const tree = watchTree(folders.root, questionsOf(folders.root, rules), {
    changed: report,
    watching: (now) => report(`<${now.by}>`),
  });
  const head = watchHead(folders, {
    moved: () => report('<moved>'),
    locked: (isLocked) => report(isLocked ? '<locked>' : '<released>'),
    indexed: () => report('<indexed>'),
    excluded: () => report('<excluded>'),
  });
  ends.push(() => tree.close(), head);
  await until('<notices>');
  return { repo, folders, seen, until, tree };
}

it('reports what is written, renamed and removed, and nothing of what git ignores', async () => {
  const { repo, seen, until } = await watched({
    '.gitignore': 'out/\n*.log\n!keep.log\n',
    'a.txt': 'a',
    'src/b.txt': 'b',
    'src/old.txt': 'o',
    'node_modules/left.txt': 'no',
  });
  mkdirSync(join(repo.path, 'out'));
  repo.write({
    'out/made.txt': 'no',
    'x.log': 'no',
    'node_modules/left.txt': 'changed',
    'keep.log': 'yes',
    'src/b.txt': 'b2',
    'deep/er/c.txt': 'c',
  });
  rmSync(join(repo.path, 'a.txt'));
  renameSync(join(repo.path, 'src/old.txt'), join(repo.path, 'src/new.txt'));
  await until('keep.log', 'src/b.txt', 'deep/er/c.txt', 'a.txt', 'src/old.txt', 'src/new.txt');
  const strangers = [...seen].filter((path) => /^out|^x\.log|node_modules/.test(path));
  expect(strangers).toEqual([]);
});

it('leaves a folder that git ignores when it is made later, and stays in one that differs in case', async () => {
  const { repo, seen, until, tree } = await watched({ '.gitignore': 'build/\n', 'a.txt': 'a' });
  repo.write({ 'build/one.txt': '1', 'Build/one.txt': '1', 'deep/build/one.txt': '1' });
  await until('Build/one.txt');
  await tree.settled();
  repo.write({ 'build/two.txt': '2', 'deep/build/sub/two.txt': '2', 'Build/two.txt': '2' });
  await until('Build/two.txt');
  await tree.settled();
  expect([...seen].filter((path) => /build\//.test(path))).toEqual([]);
});

it('leaves out work trees of agents that lie inside of the repository', async () => {
  const { repo, seen, until } = await watched({ 'a.txt': 'a' });
  repo.git('worktree', 'add', '--quiet', '-b', 'agent', 'trees/agent');
  repo.write({ 'trees/agent/a.txt': 'changed', 'trees/agent/sub/n.txt': 'new', 'z.txt': 'z' });
  await until('z.txt');
  expect([...seen].filter((path) => path.startsWith('trees/agent/sub'))).toEqual([]);
});

it('follows changed ignore rules after a renewal', async () => {
  const { repo, seen, until, tree } = await watched({ '.gitignore': 'out/\n', 'out/a.txt': 'a' });
  writeFileSync(join(repo.path, '.gitignore'), '');
  await until('.gitignore');
  seen.delete('<notices>');
  tree.renew();
  await until('<notices>');
  repo.write({ 'out/a.txt': 'seen now' });
  await until('out/a.txt');
  expect(seen).toContain('out/a.txt');
});

it('reports commits, branch switches and the lock git holds meanwhile', async () => {
  const { repo, seen, until } = await watched({ 'a.txt': 'a' });
  repo.commit('More', { 'b.txt': 'b' });
  await until('<moved>', 'b.txt');
  seen.clear();
  repo.git('checkout', '--quiet', '-b', 'feature/x');
  await until('<moved>');
  seen.clear();
  writeFileSync(join(repo.path, '.git/index.lock'), '');
  await until('<locked>');
  rmSync(join(repo.path, '.git/index.lock'));
  await until('<released>');
  repo.git('rm', '--quiet', '--cached', 'b.txt');
  writeFileSync(join(repo.path, '.git/info/exclude'), 'b.txt\n');
  await until('<indexed>', '<excluded>');
  expect(seen).toContain('<locked>');
});
