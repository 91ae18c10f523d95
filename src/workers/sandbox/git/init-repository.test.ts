import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FirstCommit } from '#shared/messages/host.ts';
import host from '../../host.ts';

let root: string;
let folder: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-init-')));
  folder = join(root, 'project');
  mkdirSync(folder);
  vi.stubEnv('HOME', join(root, 'home'));
  vi.stubEnv('XDG_CONFIG_HOME', '');
  mkdirSync(join(root, 'home'));
  writeFileSync(join(root, 'home/.gitconfig'), '[user]\nname = Ada\nemail = ada@example.org\n');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true, force: true });
});

function sh(script: string): string {
  const env = { PATH: '/usr/bin:/bin', HOME: join(root, 'home'), GIT_CONFIG_NOSYSTEM: '1' };
  return execFileSync('/bin/sh', ['-ec', script], { cwd: folder, env, encoding: 'utf8' }).trim();
}

const ask = (repo = folder) => host({ kind: 'init_repository', repo, dataDir: join(root, 'data') });

async function made(): Promise<FirstCommit> {
  const answer = await ask();
  if (answer.kind !== 'init_repository') throw new Error(JSON.stringify(answer));
  return answer.first;
}

async function refused(repo = folder): Promise<string> {
  const answer = await ask(repo);
  return answer.kind === 'refused' ? answer.sentence.replaceAll(root, 'R') : answer.kind;
}

describe('“no git, no commit yet … each offer their cure (init and first commit)”', () => {
  it('makes the repository and its first commit, in the user’s name, without hooks or signature', async () => {
    sh('printf "[commit]\\ngpgSign = true\\n[core]\\nhooksPath = $HOME/hooks\\n" >> ~/.gitconfig');
    sh(
      'mkdir ~/hooks; for each in pre-commit commit-msg post-commit reference-transaction; do printf "#!/bin/sh\\ntouch $HOME/ran\\nexit 1\\n" > ~/hooks/$each; chmod +x ~/hooks/$each; done',
    );
    sh(
      'echo "*.log" > .gitignore; echo 1 > a.txt; echo no > b.log; mkdir sub; echo 2 > "sub/ä b.txt"; ln -s a.txt link',
    );
    const first = await made();
    expect(first).toMatchObject({
      path: folder,
      branch: 'main',
      files: 4,
      made: true,
      leftOut: [],
    });
    expect(sh('git log --format="%H %an <%ae> %cn %s%d %G?"')).toBe(
      `${first.commit} Ada <ada@example.org> Ada First commit (HEAD -> main) N`,
    );
    expect(sh('git -c core.quotePath=false ls-tree -r --name-only HEAD')).toBe(
      '.gitignore\na.txt\nlink\nsub/ä b.txt',
    );
    expect(sh('git status --porcelain')).toBe('');
    expect(existsSync(join(root, 'home/ran'))).toBe(false);
    expect(existsSync(join(folder, '.git/index.lock'))).toBe(false);
  });

  it('leaves out and names secrets, staged ones too, large files, filtered ones and repositories', async () => {
    sh('git init -q -b trunk; echo TOKEN=x > .env; echo k > id_rsa; git add -A; echo 1 > a.txt');
    sh('echo "*.bin filter=lfs" > .gitattributes; echo b > b.bin; truncate -s 101M big.iso');
    sh('git init -q inner; cd inner; echo i > i.txt; git add .; git commit -qm i');
    const first = await made();
    expect(first).toMatchObject({ branch: 'trunk', files: 2, made: false });
    expect(first.leftOut).toEqual([
      { path: '.env', why: 'keeps secrets by its name' },
      { path: 'b.bin', why: 'is stored by the filter “lfs”' },
      { path: 'big.iso', why: 'is too large' },
      { path: 'id_rsa', why: 'keeps secrets by its name' },
      { path: 'inner', why: 'is a repository of its own' },
    ]);
    expect(sh('git ls-tree -r --name-only HEAD')).toBe('.gitattributes\na.txt');
    expect(sh('git diff --cached --name-only')).toBe('');
    expect(readFileSync(join(folder, '.env'), 'utf8')).toBe('TOKEN=x\n');
  });

  it('commits an empty folder, from which a run can start', async () => {
    expect(await made()).toMatchObject({ files: 0, made: true });
  });

  it('runs no program that the repository’s settings name', async () => {
    sh(
      `git init -q; for key in core.fsmonitor filter.lfs.clean gpg.program core.editor; do git config $key "touch ${root}/ran"; done`,
    );
    sh(`git config core.hooksPath ${root}/home; git config commit.gpgSign true; echo 1 > a.txt`);
    await made();
    expect(existsSync(join(root, 'ran'))).toBe(false);
  });
});

describe('refused with nothing changed', () => {
  // Objects that no ref names are no change: git itself takes them away some day.
  const state = () =>
    sh('find . -type f -not -path "*/.git/objects/*" | sort | xargs -r sha256sum');

  it.each([
    [
      'a repository with a commit',
      'git init -q; git commit -q --allow-empty -m one',
      'has a commit already',
    ],
    [
      'a detached HEAD',
      'git init -q; git commit -q --allow-empty -m one; git checkout -q --detach',
      'has a commit already',
    ],
    [
      'an unborn branch beside others',
      'git init -q -b main; git commit -q --allow-empty -m one; git checkout -q --orphan new',
      'git switch main',
    ],
    ['another git at work', 'git init -q; : > .git/index.lock', 'another git works in'],
    [
      'branches that lie elsewhere',
      'git init -q -b team/x; mkdir ../away; ln -s ../../../../away .git/refs/heads/team',
      'no folder of the repository',
    ],
    [
      'a git folder that cannot be read',
      'mkdir .git; echo mine > .git/notes',
      'is no git folder that can be read',
    ],
    [
      'a pointer to a git folder that is gone',
      'echo "gitdir: /nowhere" > .git',
      'is no git folder that can be read',
    ],
    ['a bare repository', 'git init -q --bare .', 'is a bare repository'],
  ])('%s', async (_, script, sentence) => {
    sh(`echo 1 > a.txt; ${script}`);
    const before = state();
    expect(await refused()).toContain(sentence);
    expect(state()).toBe(before);
  });

  it('without an identity: none is invented, and no repository is left behind', async () => {
    rmSync(join(root, 'home/.gitconfig'));
    sh('echo 1 > a.txt');
    const before = state();
    expect(await refused()).toBe(
      'Git does not know who you are, so nothing was committed. Tell it once: git config --global user.name "Your Name" and git config --global user.email you@example.org',
    );
    expect([state(), existsSync(join(folder, '.git'))]).toEqual([before, false]);
  });

  it('“Never in HOME itself or `/`”, nor in what holds them or the engine’s own data', async () => {
    expect(await refused('/')).toContain('holds your home folder');
    expect(await refused(join(root, 'home'))).toContain('holds your home folder');
    expect(await refused(root)).toContain('holds your home folder');
    sh('ln -s ../home home-by-link');
    expect(await refused(join(folder, 'home-by-link'))).toContain('holds your home folder');
    mkdirSync(join(root, 'data'));
    vi.stubEnv('HOME', '/nonexistent');
    expect(await refused(root)).toContain('what Slipway keeps of its own');
    expect(existsSync(join(root, '.git'))).toBe(false);
  });

  it('a home that is a repository without a commit already', async () => {
    vi.stubEnv('HOME', folder);
    sh('git init -q; echo 1 > a.txt');
    expect(await refused()).toContain('holds your home folder');
  });
});
