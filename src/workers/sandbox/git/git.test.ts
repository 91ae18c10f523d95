import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  realpathSync,
  symlinkSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import host from '../../host.ts';
import { LARGE_FILE_MB } from './add-all.ts';
import { commitWorktree } from './commit-worktree.ts';
import { readGitFacts } from './git-facts.ts';
import { prepareWorktree } from './prepare-worktree.ts';
import { removeWorktree } from './remove-worktree.ts';
import { runDiff } from './run-diff.ts';
import { hashTree } from './tree-hash.ts';

let root: string;
let repo: string;
let worktree: string;
const branch = 'slipway/run-1';

const git = (cwd: string, ...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.org', ...args], {
    cwd,
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin', GIT_CONFIG_GLOBAL: '/dev/null', HOME: root },
  }).trim();

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-git-')));
  repo = join(root, 'repo');
  worktree = join(root, 'data', 'run-1');
  mkdirSync(repo);
  git(repo, 'init', '-q', '-b', 'main');
  writeFileSync(join(repo, 'a.txt'), 'one\n');
  writeFileSync(join(repo, 'package.json'), '{"name":"x"}');
  git(repo, 'add', '.');
  git(repo, 'commit', '-qm', 'first');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function mkdirOf(file: string): string {
  mkdirSync(dirname(file), { recursive: true });
  return file;
}
const request = () => ({ repo, worktree, branch, base: 'main' });
const countObjects = (): string => git(repo, 'count-objects');

describe('prepareWorktree', () => {
  it('makes a branch of its own and leaves the checkout alone', async () => {
    writeFileSync(join(repo, 'a.txt'), 'dirty\n');
    const prepared = await prepareWorktree(request());
    expect(prepared).toMatchObject({ created: true, commit: git(repo, 'rev-parse', 'main') });
    expect(readFileSync(join(worktree, 'a.txt'), 'utf8')).toBe('one\n');
    expect(readFileSync(join(repo, 'a.txt'), 'utf8')).toBe('dirty\n');
    expect(git(worktree, 'branch', '--show-current')).toBe(branch);
  });

  it('takes up its own worktree or branch after a crash, and nothing else', async () => {
    await prepareWorktree(request());
    expect((await prepareWorktree(request())).created).toBe(false);
    rmSync(worktree, { recursive: true });
    expect((await prepareWorktree(request())).created).toBe(true);
    await expect(prepareWorktree({ ...request(), branch: 'other' })).rejects.toThrow(
      /exists already/,
    );
    const taken = { ...request(), worktree: join(root, 'second'), branch: 'taken' };
    git(repo, 'branch', 'taken', git(repo, 'commit-tree', 'main^{tree}', '-m', 'other work'));
    await expect(prepareWorktree(taken)).rejects.toThrow(/other work/);
  });

  it('makes anew what a crash left before its files were all there', async () => {
    await prepareWorktree(request());
    const entry = join(repo, '.git', 'worktrees', 'run-1');
    writeFileSync(join(entry, 'locked'), 'initializing\n');
    rmSync(join(worktree, 'a.txt'));
    expect((await prepareWorktree(request())).created).toBe(true);
    expect(git(worktree, 'status', '--porcelain')).toBe('');
    expect(readdirSync(join(repo, '.git', 'worktrees'))).toEqual(['run-1']);
  });

  it('leaves nothing behind when the files cannot be written', async () => {
    const blob = git(repo, 'rev-parse', 'main:a.txt');
    rmSync(join(repo, '.git', 'objects', blob.slice(0, 2), blob.slice(2)));
    await expect(prepareWorktree(request())).rejects.toThrow(/could not be written.*partial clone/);
    expect(existsSync(worktree)).toBe(false);
    expect(existsSync(join(repo, '.git', 'worktrees'))).toBe(false);
    expect(git(repo, 'branch', '--list', 'slipway/*')).toBe('');
  });

  it('a branch called slipway is refused in one clear sentence before anything is touched', async () => {
    git(repo, 'branch', 'slipway');
    const before = readdirSync(join(repo, '.git'));
    await expect(prepareWorktree(request())).rejects.toThrow(
      /has a branch called “slipway”.* git branch -m slipway slipway-old$/,
    );
    expect(readdirSync(join(repo, '.git'))).toEqual(before);
    expect(existsSync(worktree)).toBe(false);
    git(repo, 'branch', '-m', 'slipway', 'slipway-old');
    expect((await prepareWorktree(request())).created).toBe(true);
  });

  it('a worktree removed by hand gets a clear sentence', async () => {
    await prepareWorktree(request());
    writeFileSync(join(worktree, 'a.txt'), 'two\n');
    await commitWorktree({ worktree, branch, message: 'x' });
    rmSync(worktree, { recursive: true });
    await expect(hashTree(worktree)).rejects.toThrow(/is not there any more.*start it again/);
    await expect(prepareWorktree(request())).rejects.toThrow(/was removed by hand.*worktree add/);
    mkdirSync(worktree);
    git(root, 'init', '-q');
    await expect(hashTree(worktree)).rejects.toThrow(/no longer a worktree of its repository/);
  });

  it('refuses values that git would take for options', async () => {
    await expect(prepareWorktree({ ...request(), base: '--orphan' })).rejects.toThrow(
      /cannot be used/,
    );
    await expect(prepareWorktree({ ...request(), branch: '-D' })).rejects.toThrow(/cannot be used/);
    await expect(prepareWorktree({ ...request(), branch: 'a..b' })).rejects.toThrow(/not a valid/);
    await expect(prepareWorktree({ ...request(), worktree: 'rel' })).rejects.toThrow(/absolute/);
    await expect(prepareWorktree({ ...request(), repo: root })).rejects.toMatchObject({
      code: 'no_first_commit',
    });
  });

  it('finds the installed dependencies that git does not track, at any depth', async () => {
    for (const place of [
      'node_modules/left-pad',
      '.venv/bin',
      'packages/a/node_modules',
      'own-env',
    ])
      mkdirSync(join(repo, place), { recursive: true });
    for (const file of ['packages/a/a.js', 'vendor/tracked', 'node_modules/x', '.venv/x'])
      writeFileSync(mkdirOf(join(repo, file)), '');
    for (const env of ['own-env', 'packages/a/node_modules'])
      writeFileSync(join(repo, env, 'pyvenv.cfg'), '');
    writeFileSync(join(repo, '.gitignore'), 'node_modules\n');
    git(repo, 'add', 'packages/a/a.js', 'vendor');
    symlinkSync('/etc', join(repo, 'packages', 'venv'));
    const { dependencies } = await prepareWorktree(request());
    expect(dependencies).toEqual(
      ['.venv', 'node_modules', 'own-env', 'packages/a/node_modules'].map((place) => ({
        place,
        from: join(repo, place),
      })),
    );
    expect(git(worktree, 'status', '--porcelain')).toBe('');
    expect(readdirSync(worktree)).toEqual(['.git', 'a.txt', 'package.json']);
  });
});

describe('hashTree', () => {
  it('counts untracked files, ignores ignored ones and writes nothing to the repository', async () => {
    await prepareWorktree(request());
    const clean = await hashTree(worktree);
    expect(clean).toBe(git(repo, 'rev-parse', 'main^{tree}'));
    const before = countObjects();
    writeFileSync(join(worktree, 'new.txt'), 'new\n');
    const dirty = await hashTree(worktree);
    expect(dirty).not.toBe(clean);
    expect(countObjects()).toBe(before);
    expect(git(worktree, 'status', '--porcelain')).toBe('?? new.txt');
    writeFileSync(join(worktree, '.gitignore'), 'ignored\n');
    const withIgnore = await hashTree(worktree);
    writeFileSync(join(worktree, 'ignored'), 'x');
    expect(await hashTree(worktree)).toBe(withIgnore);
  });
});

describe('commitWorktree', () => {
  it('commits on the run’s branch only', async () => {
    await prepareWorktree(request());
    writeFileSync(join(worktree, 'a.txt'), 'two\n');
    const made = await commitWorktree({ worktree, branch, message: '-m odd\n' });
    expect(made.changed).toBe(true);
    expect(git(repo, 'rev-parse', branch)).toBe(made.commit);
    expect((await commitWorktree({ worktree, branch, message: 'x' })).changed).toBe(false);
    await expect(commitWorktree({ worktree, branch: 'main', message: 'x' })).rejects.toThrow(
      /not on/,
    );
  });
});

describe('files above the limit', () => {
  it('are left out of trees and named', async () => {
    await prepareWorktree(request());
    await commitWorktree({ worktree, branch, message: 'x' });
    const before = await hashTree(worktree);
    writeFileSync(join(worktree, '.gitignore'), 'ignored.bin\n');
    const grow = (name: string): void => {
      writeFileSync(join(worktree, name), 'big');
      truncateSync(join(worktree, name), (LARGE_FILE_MB + 1) * 1_048_576);
    };
    for (const each of ['new *.bin', 'a.txt', 'ignored.bin']) grow(each);
    const made = await commitWorktree({ worktree, branch, message: 'result\n' });
    expect(made.leftOut).toEqual(['a.txt', 'new *.bin']);
    expect(git(repo, 'log', '-1', '--format=%B', branch)).toBe(
      'result\n\nLeft out, too large: a.txt\n\nLeft out, too large: new *.bin',
    );
    expect(git(repo, 'show', `${branch}:a.txt`)).toBe('one');
    expect(git(repo, 'ls-tree', '--name-only', branch).split('\n')).not.toContain('new *.bin');
    expect(await hashTree(worktree)).not.toBe(before);
    expect(await hashTree(worktree)).toBe(git(repo, 'rev-parse', `${branch}^{tree}`));
  });
});

describe('removeWorktree', () => {
  it('keeps dirty and untracked work in a ref and an archive before anything goes', async () => {
    await prepareWorktree(request());
    writeFileSync(join(worktree, 'a.txt'), 'precious\n');
    writeFileSync(join(worktree, 'new.txt'), 'untracked\n');
    const archive = join(root, 'trash', 'run-1.tar');
    // "archives are what their name says"
    const misnamed = removeWorktree({ ...request(), archive: `${archive}.gz`, nowMs: 4 });
    await expect(misnamed).rejects.toThrow(/not the name of a tar archive/);
    const removed = await removeWorktree({ ...request(), archive, nowMs: 5 });
    expect(removed).toEqual({ snapshotRef: `refs/slipway/trash/${branch}-5`, archive });
    expect(existsSync(worktree)).toBe(false);
    expect(git(repo, 'show', `${removed.snapshotRef}:new.txt`)).toBe('untracked');
    expect(git(repo, 'show', `${removed.snapshotRef}:a.txt`)).toBe('precious');
    const listed = execFileSync('tar', ['-tf', archive], { encoding: 'utf8' });
    expect(listed).toContain('new.txt');
    expect(git(repo, 'rev-parse', branch)).toBe(git(repo, 'rev-parse', 'main'));
    const again = await removeWorktree({ ...request(), archive, nowMs: 6 });
    expect(again.snapshotRef).toBeNull();
  });

  it('forgets no worktree of the user’s whose folder is not there just now', async () => {
    const [drive, away] = [join(root, 'drive'), join(root, 'away')];
    git(repo, 'worktree', 'add', '-q', '-b', 'mine', drive);
    renameSync(drive, away);
    await prepareWorktree(request());
    await removeWorktree({ ...request(), archive: join(root, 'x.tar'), nowMs: 5 });
    renameSync(away, drive);
    expect(git(drive, 'status', '--porcelain')).toBe('');
  });

  it('removes none that is locked, and takes the entry of one that is gone', async () => {
    await prepareWorktree(request());
    const removal = { ...request(), archive: join(root, 'x.tar'), nowMs: 5 };
    git(repo, 'worktree', 'lock', '--reason', 'mine', worktree);
    await expect(removeWorktree(removal)).rejects.toThrow(/is locked \(mine; git worktree unlock/);
    git(repo, 'worktree', 'unlock', worktree);
    rmSync(worktree, { recursive: true });
    expect(await removeWorktree(removal)).toEqual({ snapshotRef: null, archive: null });
    expect(existsSync(join(repo, '.git', 'worktrees'))).toBe(false);
  });

  it('never removes the user’s own checkout', async () => {
    const archive = join(root, 'x.tar');
    const own = { repo, worktree: repo, branch: 'main', archive, nowMs: 5 };
    await expect(removeWorktree(own)).rejects.toThrow(/was not removed/);
    expect(statSync(repo).isDirectory()).toBe(true);
  });
});

describe('runDiff', () => {
  it('shows changed and untracked files against the base', async () => {
    await prepareWorktree(request());
    writeFileSync(join(worktree, 'a.txt'), 'two\n');
    writeFileSync(join(worktree, 'new.txt'), 'fresh\n');
    const { patch, truncated } = await runDiff(worktree, 'main');
    expect(patch).toMatch(/-one\n\+two/);
    expect(patch).toMatch(/\+fresh/);
    expect(truncated).toBe(false);
    expect(git(worktree, 'status', '--porcelain')).toContain('?? new.txt');
  });
});

describe('a hostile repository', () => {
  const hostile: [name: string, setUp: (run: string) => void][] = [
    ['fsmonitor', (run) => git(repo, 'config', 'core.fsmonitor', run)],
    [
      'pager and editor',
      (run) =>
        ['core.pager', 'core.editor', 'pager.diff'].forEach((key) => git(repo, 'config', key, run)),
    ],
    [
      'hooks',
      (run) =>
        [
          'post-checkout',
          'pre-commit',
          'commit-msg',
          'post-commit',
          'post-index-change',
          'reference-transaction',
        ].forEach((hook) => {
          writeFileSync(join(repo, '.git', 'hooks', hook), `#!/bin/sh\n${run}\n`);
          chmodSync(join(repo, '.git', 'hooks', hook), 0o755);
        }),
    ],
    [
      'a hooks path',
      (run) => {
        mkdirSync(join(repo, 'h'));
        writeFileSync(join(repo, 'h', 'post-checkout'), `#!/bin/sh\n${run}\n`);
        chmodSync(join(repo, 'h', 'post-checkout'), 0o755);
        git(repo, 'config', 'core.hooksPath', join(repo, 'h'));
      },
    ],
    [
      'filters',
      (run) => {
        ['clean', 'smudge', 'process'].forEach((kind) =>
          git(repo, 'config', `filter.evil.x=y.${kind}`, run),
        );
        git(repo, 'config', 'filter.evil.x=y.required', 'true');
        writeFileSync(join(repo, '.git', 'info', 'attributes'), '* filter=evil.x=y\n');
      },
    ],
    [
      'filters in an included file',
      (run) => {
        writeFileSync(
          join(repo, 'extra.config'),
          `[filter "inc"]\n clean = ${JSON.stringify(run)}\n smudge = ${JSON.stringify(run)}\n`,
        );
        git(repo, 'config', 'include.path', '../extra.config');
        writeFileSync(join(repo, '.git', 'info', 'attributes'), '* filter=inc\n');
      },
    ],
    [
      'external diff and textconv',
      (run) => {
        git(repo, 'config', 'diff.external', run);
        git(repo, 'config', 'diff.evil.command', run);
        git(repo, 'config', 'diff.evil.textconv', run);
        writeFileSync(join(repo, '.git', 'info', 'attributes'), '* diff=evil\n');
      },
    ],
    [
      'signing',
      (run) => {
        git(repo, 'config', 'gpg.program', run);
        git(repo, 'config', 'commit.gpgSign', 'true');
      },
    ],
    ['a tar filter', (run) => git(repo, 'config', 'tar.tar.command', run)],
  ];

  it.each(hostile)('S6 runs nothing: %s', async (_name, setUp) => {
    const marker = join(root, 'executed');
    const program = join(root, 'evil.sh');
    writeFileSync(program, `#!/bin/sh\ntouch ${marker}\ncat\n`);
    chmodSync(program, 0o755);
    setUp(program);
    await readGitFacts(repo);
    const inspected = await host({ kind: 'inspect_repository', path: repo });
    expect(inspected.kind).toBe('inspect_repository');
    await prepareWorktree(request());
    writeFileSync(join(worktree, 'a.txt'), 'changed\n');
    await hashTree(worktree);
    await runDiff(worktree, 'main');
    // Changes that a filter would have to pass are refused.
    await commitWorktree({ worktree, branch, message: 'x' }).catch((error: unknown) => {
      expect(String(error)).toMatch(/through the filter/);
    });
    await removeWorktree({ ...request(), archive: join(root, 'x.tar'), nowMs: 1 });
    expect(existsSync(marker)).toBe(false);
  });
});

describe('host', () => {
  it('describes a repository as data', async () => {
    const answer = await host({ kind: 'inspect_repository', path: repo });
    if (answer.kind !== 'inspect_repository') throw new Error(answer.kind);
    expect(answer.repository).toMatchObject({
      root: repo,
      name: 'repo',
      branch: 'main',
      uncommitted: 0,
    });
    expect(answer.repository.files).toEqual(['a.txt', 'package.json']);
    expect(answer.repository.contents['package.json']).toBe('{"name":"x"}');
    expect(answer.repository.tools).toContain('git');
  });

  it('answers an expected failure as data', async () => {
    const answer = await host({ kind: 'git_facts', repo: root });
    expect(answer).toMatchObject({ kind: 'refused', code: 'no_first_commit' });
  });
});
