import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import host from '../../host.ts';
import { prepareWorktree } from './prepare-worktree.ts';
import { snapshotCheckout } from './snapshot-checkout.ts';

let root: string;
let repo: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-changes-')));
  repo = join(root, 'repo');
  mkdirSync(repo);
  // The user's own settings.
  vi.stubEnv('HOME', root);
  sh(`git init -q -b main; mkdir sub; echo a > a.txt; echo b > sub/b.txt; echo K=1 > .env
      printf '*.log\\n' > .gitignore; git add -A; git commit -qm one`);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true, force: true });
});

function sh(script: string, cwd = repo): string {
  const people = ['AUTHOR', 'COMMITTER'].flatMap((who) => [
    [`GIT_${who}_NAME`, 'T'],
    [`GIT_${who}_EMAIL`, 't@example.org'],
  ]);
  const env = { ...Object.fromEntries(people), PATH: '/usr/bin:/bin', HOME: root };
  return execFileSync('/bin/sh', ['-ec', script], { cwd, encoding: 'utf8', env }).trim();
}

/** Everything of the checkout and its git folder but objects, by name and content. */
const state = (): string =>
  sh("find . -path ./.git/objects -prune -o -type f -printf '%p %m ' -exec sha1sum {} \\; | sort");

/** Makes the changes, takes the snapshot, and answers how its files differ from HEAD. */
async function snapshot(script: string) {
  sh(script);
  const before = state();
  const taken = await snapshotCheckout(repo);
  expect(state(), 'index, refs and files of the checkout stay').toBe(before);
  const diff = sh(`git diff --name-status HEAD ${taken.commit} | tr '\\t\\n' ' ;'`);
  return { ...taken, diff };
}

describe('“run with my changes”', () => {
  it.each([
    ['nothing', ':', ''],
    ['a changed file', 'echo c >> a.txt', 'M a.txt;'],
    ['a staged one', 'echo c >> a.txt; git add a.txt', 'M a.txt;'],
    ['staged and changed again', 'echo c > a.txt; git add a.txt; echo d > a.txt', 'M a.txt;'],
    ['staged and taken back', 'echo c > a.txt; git add a.txt; echo a > a.txt', ''],
    ['a new file', 'echo n > n.txt; mkdir d; echo m > d/m.txt', 'A d/m.txt;A n.txt;'],
    ['an ignored one', 'echo n > n.log', ''],
    [
      'one that the user ignores',
      'echo "*.swp" > ../x; git config --file ../.gitconfig core.excludesFile "$PWD/../x"; echo n > n.swp',
      '',
    ],
    ['a deleted one', 'rm a.txt; git rm -q sub/b.txt', 'D a.txt;D sub/b.txt;'],
    ['a mode', 'chmod +x a.txt', 'M a.txt;'],
    ['an intent to add', 'echo n > n.txt; git add -N n.txt', 'A n.txt;'],
    ['names that look like more', 'echo n > ":(top)x"; echo n > "-f"', 'A -f;A :(top)x;'],
    [
      'with a split index',
      'git update-index --split-index; echo c >> a.txt; echo n > n.txt',
      'M a.txt;A n.txt;',
    ],
    [
      'a sparse checkout',
      'git sparse-checkout set --no-cone "/*" "!/sub/"; echo c >> a.txt',
      'M a.txt;',
    ],
    ['a detached HEAD', 'git checkout -q --detach; echo c >> a.txt', 'M a.txt;'],
    [
      'a merge with a conflict',
      'git checkout -q -b o; echo o > a.txt; git commit -qam o; git checkout -q main; echo m > a.txt; git commit -qam m; git merge -q o || true',
      'M a.txt;',
    ],
  ])('%s', async (_, script, diff) => {
    const taken = await snapshot(script);
    expect(taken.diff).toBe(diff);
    expect(taken.leftOut).toEqual([]);
    if (diff === '') expect(taken.commit).toBe(sh('git rev-parse HEAD'));
    else expect(sh(`git rev-parse ${taken.commit}^`)).toBe(sh('git rev-parse HEAD'));
  });

  it('secret files are left out, and named', async () => {
    const script =
      'echo K=2 > .env; echo x > server.pem; mkdir p; echo K=3 > p/.env.local; echo c >> a.txt';
    const taken = await snapshot(script);
    expect(taken.diff).toBe('M a.txt;');
    expect(taken.leftOut.map(({ path }) => path).sort()).toEqual([
      '.env',
      'p/.env.local',
      'server.pem',
    ]);
    expect(sh(`git show ${taken.commit}:.env`)).toBe('K=1');
  });

  it('what a filter stores is left out, and named; a repository inside, too', async () => {
    const script = `echo '*.dat filter=lfs' > .gitattributes; echo p > x.dat; git add -A; git commit -qm two
      echo new > x.dat; echo more > y.dat; git init -q inner; git -C inner commit -q --allow-empty -m i; echo c >> a.txt`;
    const taken = await snapshot(script);
    expect(taken.diff).toBe('M a.txt;');
    expect(taken.leftOut.map(({ path, why }) => `${path} ${why}`).sort()).toEqual([
      'inner is a repository of its own',
      'x.dat is stored by the filter “lfs”',
      'y.dat is stored by the filter “lfs”',
    ]);
  });

  it('the same files give the same commit, and a run starts from it', async () => {
    const taken = await snapshot('echo c >> a.txt; echo n > n.txt');
    expect((await snapshotCheckout(repo)).commit).toBe(taken.commit);
    const worktree = join(root, 'data', 'r-1');
    const at = { repo, worktree, branch: 'slipway/r-1', base: taken.commit };
    const before = state();
    await prepareWorktree(at);
    expect(sh('cat a.txt n.txt', worktree)).toBe('a\nc\nn');
    expect(sh('git status --porcelain', worktree)).toBe('');
    expect(before).toBe(
      state()
        .split('\n')
        .filter((line) => !/slipway|worktrees/.test(line))
        .join('\n'),
    );
  });

  it('no filter, hook or other program of the repository runs', async () => {
    const script = `for k in filter.x.clean filter.x.process core.fsmonitor; do git config $k "touch $PWD/../ran; cat"; done
      git config core.hooksPath "$PWD/hooks"; mkdir hooks; printf '#!/bin/sh\\ntouch ../ran\\n' > hooks/post-index-change; chmod +x hooks/*
      echo '* filter=x' > .gitattributes; echo c >> a.txt`;
    const answer = await host({ kind: 'snapshot_checkout', repo: (sh(script), repo) });
    expect(answer.kind).toBe('snapshot_checkout');
    expect(sh('ls ..')).toBe('repo');
  });

  it('before the first commit there is nothing to add to', async () => {
    sh('rm -rf .git; git init -q');
    await expect(snapshotCheckout(repo)).rejects.toThrow(/no commit yet/);
  });
});
