import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { languageFinder } from '#core/code-index/scan/language-of-file.ts';
import { findGitFolders } from '../files/git-folders.ts';
import { readHead } from '../files/read-head.ts';
import { readSources } from '../files/read-sources.ts';
import { inspectRepository } from '../sandbox/inspect-repository.ts';
import { findLanguages } from './find-languages.ts';
import { PlainRules } from './scan/plain-rules.ts';
import { scanTree } from './scan/scan-tree.ts';

const SHA = 'a'.repeat(40);
const languages = languageFinder(findLanguages().map(({ conventions }) => conventions));

let base: string;
let root: string;
beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-hostile-')));
  root = join(base, 'repo');
  mkdirSync(join(base, 'outside'));
  writeFileSync(join(base, 'outside', 'secret.txt'), 'secret');
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const git = (...args: string[]): string =>
  execFileSync('git', ['-C', root, ...args], { encoding: 'utf8' });

function repository(): void {
  execFileSync('git', ['init', '--quiet', '-b', 'main', root]);
}

/** Puts a pipe, which nobody writes to, or a link to endless content in a file's place. */
const REPLACED: [string, (path: string) => void][] = [
  ['a pipe', (path) => void execFileSync('mkfifo', [path])],
  ['a link to /dev/zero', (path) => symlinkSync('/dev/zero', path)],
  ['a link out', (path) => symlinkSync(join(base, 'outside', 'secret.txt'), path)],
];

describe.each(REPLACED)('%s in the place of', (_, replace) => {
  it('.git/HEAD and a branch gives no commit, and holds nothing up', () => {
    repository();
    const folders = findGitFolders(root);
    expect(folders?.root).toBe(root);
    if (folders === null) return;
    rmSync(join(root, '.git', 'HEAD'));
    replace(join(root, '.git', 'HEAD'));
    expect(readHead(folders)).toBeNull();
    rmSync(join(root, '.git', 'HEAD'));
    writeFileSync(join(root, '.git', 'HEAD'), 'ref: refs/heads/main\n');
    replace(join(root, '.git', 'refs', 'heads', 'main'));
    expect(readHead(folders)).toBeNull();
    rmSync(join(root, '.git', 'refs', 'heads', 'main'));
    writeFileSync(join(root, '.git', 'refs', 'heads', 'main'), `${SHA}\n`);
    expect(readHead(folders)).toBe(SHA);
  });

  it('a file .git makes no repository', () => {
    mkdirSync(root);
    replace(join(root, '.git'));
    expect(findGitFolders(root)).toBeNull();
  });

  it('.gitignore and .git/info/exclude names nothing', async () => {
    mkdirSync(join(root, '.git', 'info'), { recursive: true });
    replace(join(root, '.git', 'info', 'exclude'));
    replace(join(root, '.gitignore'));
    expect(await new PlainRules(root).ignored(['secret', 'a.py'])).toEqual(new Set());
  });

  it('package.json and a source is not read', async () => {
    repository();
    for (const name of ['package.json', 'a.py']) replace(join(root, name));
    writeFileSync(join(root, 'tsconfig.json'), '{}');
    git('add', 'tsconfig.json');
    const { contents } = await inspectRepository({ path: root }, { path: '', home: base });
    expect(Object.keys(contents)).toEqual(['tsconfig.json']);
    const { files } = await scanTree(root, { languages });
    expect(files.map(({ path }) => path)).toEqual(['tsconfig.json']);
    expect(readSources(root, [{ file: 'a.py', size: 6, mtime: 0 }])).toEqual([null]);
  });
});

it('node_modules tracked as a link shows no program of the folder it leads to', async () => {
  repository();
  mkdirSync(join(base, 'outside', 'node_modules', '.bin'), { recursive: true });
  writeFileSync(join(base, 'outside', 'node_modules', '.bin', 'stolen'), '', { mode: 0o755 });
  symlinkSync('../outside/node_modules', join(root, 'node_modules'));
  git('add', 'node_modules');
  expect((await inspectRepository({ path: root }, { path: '', home: base })).tools).toEqual([]);
});
