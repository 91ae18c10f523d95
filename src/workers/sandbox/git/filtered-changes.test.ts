import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commitWorktree } from './commit-worktree.ts';
import { prepareWorktree } from './prepare-worktree.ts';
import { removeWorktree } from './remove-worktree.ts';
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

/** What Git LFS does, as a script: a pointer is stored, and the work tree has the content. */
const LFS = `#!/bin/sh
store="$(dirname "$0")/store"
case "$1" in
  clean) cat > "$store.part"; sum=$(sha256sum < "$store.part" | cut -c1-64); mv "$store.part" "$store.$sum"
    printf 'version https://git-lfs.github.com/spec/v1\\noid sha256:%s\\n' "$sum" ;;
  smudge) sum=$(sed -n 's/^oid sha256://p'); cat "$store.$sum" ;;
esac
`;

beforeEach(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-filter-')));
  repo = join(root, 'repo');
  worktree = join(root, 'data', 'run-1');
  mkdirSync(repo);
  const script = join(root, 'lfs');
  writeFileSync(script, LFS, { mode: 0o755 });
  git(repo, 'init', '-q', '-b', 'main');
  for (const kind of ['clean', 'smudge'])
    git(repo, 'config', `filter.lfs.${kind}`, `${script} ${kind}`);
  git(repo, 'config', 'filter.lfs.required', 'true');
  writeFileSync(join(repo, '.gitattributes'), '*.bin filter=lfs diff=lfs merge=lfs -text\n');
  writeFileSync(join(repo, 'big.bin'), 'the whole content\n');
  writeFileSync(join(repo, 'a.txt'), 'one\n');
  git(repo, 'add', '.');
  git(repo, 'commit', '-qm', 'first');
  await prepareWorktree({ repo, worktree, branch, base: 'main' });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const stored = (revision: string): string => git(repo, 'rev-parse', `${revision}:big.bin`);

describe('a repository with Git LFS', () => {
  it('a run changes no pointer', async () => {
    expect(git(repo, 'show', 'main:big.bin')).toMatch(/^version .*git-lfs/);
    expect(readFileSync(join(worktree, 'big.bin'), 'utf8')).toBe('the whole content\n');
    expect(await hashTree(worktree)).toBe(git(repo, 'rev-parse', 'main^{tree}'));
    writeFileSync(join(worktree, 'a.txt'), 'two\n');
    expect(await commitWorktree({ worktree, branch, message: 'x' })).toMatchObject({
      changed: true,
    });
    expect(stored(branch)).toBe(stored('main'));
    const archive = join(root, 'x.tar');
    const removed = await removeWorktree({ repo, worktree, branch, archive, nowMs: 1 });
    expect(stored(String(removed.snapshotRef))).toBe(stored('main'));
    expect(readFileSync(join(repo, 'big.bin'), 'utf8')).toBe('the whole content\n');
    expect(git(repo, 'status', '--porcelain')).toBe('');
  });

  it.each<[string, () => void]>([
    ['a changed pointer', () => writeFileSync(join(worktree, 'big.bin'), 'raw content')],
    ['a new file', () => writeFileSync(join(worktree, 'new.bin'), 'raw content')],
    ['a removed one', () => rmSync(join(worktree, 'big.bin'))],
    [
      'one whose attribute the run took away',
      () => {
        writeFileSync(join(worktree, '.gitattributes'), '');
        writeFileSync(join(worktree, 'big.bin'), 'raw content');
      },
    ],
    [
      'one that the run gave the attribute',
      () => {
        appendFileSync(join(worktree, '.gitattributes'), '*.dat filter=lfs\n');
        writeFileSync(join(worktree, 'new.dat'), 'raw content');
      },
    ],
  ])('edits to filtered paths are refused: %s', async (_name, edit) => {
    const before = git(repo, 'rev-parse', branch);
    edit();
    writeFileSync(join(worktree, 'a.txt'), 'two\n');
    await expect(commitWorktree({ worktree, branch, message: 'x' })).rejects.toThrow(
      /through the filter “lfs”.*nothing was committed/,
    );
    expect(git(repo, 'rev-parse', branch)).toBe(before);
    expect(git(worktree, 'diff', '--cached', '--name-only')).toBe('');
  });
});
