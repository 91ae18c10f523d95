import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import host from '../../host.ts';
import { prepareWorktree } from './prepare-worktree.ts';
import { surveyWorktree } from './trash/survey-worktree.ts';

let root: string;
let repo: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-branch-')));
  repo = join(root, 'repo');
  mkdirSync(repo);
  sh('git init -q -b main; echo a > a.txt; git add -A; git commit -qm one');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function sh(script: string): string {
  const people = ['AUTHOR', 'COMMITTER'].flatMap((who) => [
    [`GIT_${who}_NAME`, 'T'],
    [`GIT_${who}_EMAIL`, 't@example.org'],
  ]);
  const env = { ...Object.fromEntries(people), PATH: '/usr/bin:/bin', HOME: root };
  return execFileSync('/bin/sh', ['-ec', script], { cwd: repo, encoding: 'utf8', env }).trim();
}

/** Asks for a branch, and makes the run's worktree on it. */
async function start(name = 'r-1'): Promise<string> {
  const answer = await host({ kind: 'free_branch', repo, name });
  if (answer.kind !== 'free_branch') throw new Error(JSON.stringify(answer));
  const worktree = join(root, 'data', name);
  await prepareWorktree({ repo, worktree, branch: answer.branch, base: 'main' });
  expect(sh(`git -C ${worktree} branch --show-current`)).toBe(answer.branch);
  return answer.branch;
}

describe('“the run starts on a branch whose name is free”', () => {
  it.each([
    ['no such branch', ':', 'slipway/r-1'],
    ['a branch slipway', 'git branch slipway', 'slipway-2/r-1'],
    ['a packed one', 'git branch slipway; git pack-refs --all', 'slipway-2/r-1'],
    ['slipway and slipway-2', 'git branch slipway; git branch slipway-2', 'slipway-3/r-1'],
    ['the branch checked out', 'git checkout -q -b slipway', 'slipway-2/r-1'],
    [
      'one whose commit is gone',
      `echo ${'1'.repeat(40)} > .git/refs/heads/slipway`,
      'slipway-2/r-1',
    ],
    [
      'a branch of that name of a remote',
      'git update-ref refs/remotes/origin/slipway main',
      'slipway/r-1',
    ],
    ['a remote of that name', 'git update-ref refs/remotes/slipway/main main', 'slipway/r-1'],
    ['a tag of that name', 'git tag slipway', 'slipway/r-1'],
    ['branches below that name', 'git branch slipway/mine; git branch slipway/r-2', 'slipway/r-1'],
    [
      'a log that its branch left',
      'mkdir -p .git/logs/refs/heads; echo x > .git/logs/refs/heads/slipway',
      'slipway-2/r-1',
    ],
  ])('%s', async (_, script, branch) => {
    sh(script);
    const list = "git for-each-ref '--format=%(objectname) %(refname)'";
    const before = sh(list);
    expect(await start()).toBe(branch);
    const after = sh(`${list} | grep -v refs/heads/${branch}$ || true`);
    expect(after).toBe(before);
  });

  it('a pipe of that name is not opened', async () => {
    sh('mkfifo .git/refs/heads/slipway');
    const answer = await host({ kind: 'free_branch', repo, name: 'r-1' });
    expect(answer).toEqual({ kind: 'free_branch', branch: 'slipway-2/r-1' });
  });

  it('what only branches of runs have counts as nowhere else, whatever stands in front', async () => {
    sh('git branch slipway');
    const [branch] = [await start('r-1'), await start('r-2')];
    const worktree = join(root, 'data', 'r-1');
    writeFileSync(join(worktree, 'b.txt'), 'b');
    sh(
      `git -C ${worktree} add -A; git -C ${worktree} commit -qm two; git branch -f slipway-2/r-3 ${branch}`,
    );
    const survey = await surveyWorktree({ repo, worktree, branch });
    expect(survey.commits.count).toBe(1);
    sh(`git branch keeps ${branch}`);
    expect((await surveyWorktree({ repo, worktree, branch })).commits.count).toBe(0);
  });
});
