import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import host from '../../host.ts';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-bare-')));
  sh('git init -q -b main x; cd x; git commit -q --allow-empty -m one; git branch other');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function sh(script: string): void {
  const people = ['AUTHOR', 'COMMITTER'].flatMap((who) => [
    [`GIT_${who}_NAME`, 'T'],
    [`GIT_${who}_EMAIL`, 't@example.org'],
  ]);
  const env = { ...Object.fromEntries(people), PATH: '/usr/bin:/bin', HOME: root };
  execFileSync('/bin/sh', ['-ec', script], { cwd: root, env });
}

/** What a person reads who chooses the folder; with “R” for the folder around all. */
async function said(folder: string): Promise<string> {
  const answer = await host({ kind: 'inspect_repository', path: join(root, folder) });
  if (answer.kind === 'inspect_repository')
    return `opened ${answer.repository.root}`.replaceAll(root, 'R');
  if (answer.kind !== 'refused') throw new Error(JSON.stringify(answer));
  expect(answer.code).toBe(folder === 'plain' ? 'no_first_commit' : 'not_a_repository');
  return answer.sentence.replaceAll(root, 'R');
}

describe('“… is a bare repository; choose one of its worktrees: …”', () => {
  const LAYOUT =
    'mkdir p; git clone -q --bare x p/.bare; echo "gitdir: ./.bare" > p/.git; git -C p worktree add -q main; git -C p worktree add -q feature/a other';

  it.each([
    [
      'one without worktrees',
      'git clone -q --bare x bare.git',
      'bare.git',
      '“R/bare.git” is a bare repository and has no worktree; make one and choose that: git -C R/bare.git worktree add R/main main',
    ],
    [
      'one with worktrees, of which one is gone',
      'git clone -q --bare x bare.git; git -C bare.git worktree add -q ../w1 main; git -C bare.git worktree add -q ../w2 other; rm -rf w2',
      'bare.git',
      '“R/bare.git” is a bare repository; choose one of its worktrees: R/w1.',
    ],
    [
      'a folder inside of one',
      'git clone -q --bare x bare.git; git -C bare.git worktree add -q ../w1 main',
      'bare.git/refs',
      '“R/bare.git/refs” is a bare repository; choose one of its worktrees: R/w1.',
    ],
    [
      'a project with .bare',
      LAYOUT,
      'p',
      '“R/p” is a bare repository; choose one of its worktrees: R/p/feature/a, R/p/main.',
    ],
    [
      'its .bare',
      LAYOUT,
      'p/.bare',
      '“R/p/.bare” is a bare repository; choose one of its worktrees: R/p/feature/a, R/p/main.',
    ],
    ['a worktree beside .bare', LAYOUT, 'p/main', 'opened R/p/main'],
    [
      'a project whose .git is bare',
      'mkdir p; git clone -q --bare x p/.git; git -C p/.git worktree add -q ../main main',
      'p',
      '“R/p” is a bare repository; choose one of its worktrees: R/p/main.',
    ],
    [
      'many worktrees',
      'git clone -q --bare x b; for n in 1 2 3 4 5 6 7; do git -C b worktree add -q --detach ../w$n main; done',
      'b',
      '“R/b” is a bare repository; choose one of its worktrees: R/w1, R/w2, R/w3, R/w4, R/w5 and 2 more.',
    ],
  ])('%s', async (_, script, folder, sentence) => {
    sh(script);
    expect(await said(folder)).toBe(sentence);
  });

  it('a worktree as the place of a run: it starts from its own branch', async () => {
    sh(LAYOUT);
    const repo = join(root, 'p', 'feature', 'a');
    const worktree = join(root, 'data', 'r-1');
    mkdirSync(join(root, 'data'));
    const base = 'HEAD';
    const answer = await host({
      kind: 'prepare_worktree',
      repo,
      worktree,
      branch: 'slipway/r-1',
      base,
    });
    expect(answer).toMatchObject({ kind: 'prepare_worktree', prepared: { created: true } });
  });
});

describe('“no git, no commit yet, detached HEAD each offer their cure”', () => {
  it.each([
    [
      'no git',
      'mkdir plain',
      'plain',
      '“R/plain” is not a git repository; choose another folder, or make it one with a first commit of what is in it: vp init --repo R/plain',
    ],
    [
      'its git folder',
      ':',
      'x/.git',
      '“R/x/.git” lies in the git folder of a repository; choose the folder that it keeps: R/x.',
    ],
    [
      'inside its git folder',
      ':',
      'x/.git/refs',
      '“R/x/.git/refs” lies in the git folder of a repository; choose the folder that it keeps: R/x.',
    ],
    [
      'a folder that only looks like one',
      'mkdir -p like/objects like/refs; echo ref > like/HEAD; mkfifo like/config',
      'like',
      '“R/like/config” is not a file of settings that git can read.',
    ],
  ])('%s', async (_, script, folder, sentence) => {
    sh(script);
    expect(await said(folder)).toBe(sentence);
  });
});
