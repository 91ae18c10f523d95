import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { languageFinder } from '#core/code-index/scan/language-of-file.ts';
import { findLanguages } from '../find-languages.ts';
import { scanPaths, scanTree } from './scan-tree.ts';

const languages = languageFinder(findLanguages().map(({ conventions }) => conventions));

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-scan-')));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, content = 'x = 1\n'): void {
  mkdirSync(join(root, dirname(path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

async function scan(): Promise<{ files: string[]; skipped: Record<string, string> }> {
  const { files, skipped } = await scanTree(root, { languages });
  return {
    files: files.map(({ path }) => path).sort(),
    skipped: Object.fromEntries(skipped.map(({ path, reason }) => [path, reason])),
  };
}

describe('what a scan leaves out', () => {
  it('SCAN-2 follows .gitignore at every depth and the private exclude file', async () => {
    write('.git/info/exclude', 'private.py\n');
    write('.gitignore', '*.log\n/build/\n');
    write('sub/.gitignore', '!keep.log\n/local.py\n');
    for (const path of ['a.py', 'a.log', 'private.py', 'build/x.py', 'sub/build/y.py']) write(path);
    for (const path of ['sub/keep.log', 'sub/local.py', 'sub/deep/local.py']) write(path);
    const { files, skipped } = await scan();
    expect(files).toEqual([
      '.gitignore',
      'a.py',
      'sub/.gitignore',
      'sub/build/y.py',
      'sub/deep/local.py',
      'sub/keep.log',
    ]);
    expect(skipped).toEqual({
      'a.log': 'ignored',
      'build/': 'ignored',
      'private.py': 'ignored',
      'sub/local.py': 'ignored',
    });
  });

  it('SCAN-2 agrees with git on random rules and trees', async () => {
    const name = fc.constantFrom('a', 'b', 'lib', 'a.log', '[x]', 'c d');
    const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
    const rule = fc.constantFrom(
      'a',
      '/a',
      'a/',
      '*.log',
      '!a.log',
      'lib/*',
      '!lib/a',
      '**/b',
      'a/**',
      '/lib/b',
      '\\[x\\]',
      '!/a/b',
      'c d',
      'a/*/b',
      '!b/',
      '# no',
      '',
      '[a-b]',
      '?',
      '!*/',
    );
    const rules = fc.array(rule, { maxLength: 4 });
    const folder = fc.constantFrom('', 'a/', 'lib/', 'a/lib/', '[x]/', 'c d/');
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(path, { minLength: 1, maxLength: 12 }),
        fc.uniqueArray(fc.tuple(folder, rules), { selector: ([at]) => at, maxLength: 3 }),
        async (paths, rulesByFolder) => {
          rmSync(root, { recursive: true });
          mkdirSync(root);
          for (const one of paths) write(`${one}/file.txt`);
          for (const [at, lines] of rulesByFolder) write(`${at}.gitignore`, lines.join('\n'));
          execFileSync('git', ['init', '-q', root]);
          const listed = execFileSync(
            'git',
            [
              '-c',
              'core.excludesFile=/dev/null',
              'ls-files',
              '-coz',
              '--exclude-per-directory=.gitignore',
            ],
            { cwd: root, encoding: 'utf8' },
          );
          expect((await scan()).files).toEqual(listed.split('\0').filter(Boolean).sort());
        },
      ),
      { numRuns: 40 },
    );
  });

  it('SCAN-3 lists links and never follows them', async () => {
    write('real/a.py');
    symlinkSync('..', join(root, 'real', 'up'));
    symlinkSync('loop', join(root, 'loop'));
    symlinkSync('/etc/passwd', join(root, 'outside.py'));
    symlinkSync('real/a.py', join(root, 'inside.py'));
    expect(await scan()).toEqual({
      files: ['real/a.py'],
      skipped: {
        'real/up': 'not_a_file',
        loop: 'not_a_file',
        'outside.py': 'not_a_file',
        'inside.py': 'not_a_file',
      },
    });
  });

  it('SCAN-3 lists pipes and sockets', async () => {
    execFileSync('mkfifo', [join(root, 'pipe.py')]);
    const server = createServer().listen(join(root, 'socket.py'));
    await new Promise((resolve) => server.once('listening', resolve));
    expect((await scan()).skipped).toEqual({ 'pipe.py': 'not_a_file', 'socket.py': 'not_a_file' });
    await new Promise((resolve) => server.close(resolve));
  });

  it('SCAN-4 takes names with line breaks and lists those that are no UTF-8', async () => {
    write('line\nbreak.py');
    write('\uFFFD.py');
    write('folder/plain.py');
    writeFileSync(Buffer.concat([Buffer.from(`${root}/folder/`), Buffer.from([0x66, 0xe9])]), '');
    const { files, skipped } = await scan();
    expect(files).toEqual(['folder/plain.py', 'line\nbreak.py', '\uFFFD.py']);
    expect(skipped).toEqual({ 'folder/f\uFFFD': 'unreadable' });
  });

  it.skipIf(process.getuid?.() === 0)(
    'SCAN-4 lists folders it cannot read (not for root, who can read them all)',
    async () => {
      write('closed/a.py');
      chmodSync(join(root, 'closed'), 0);
      expect((await scan()).skipped).toEqual({ 'closed/': 'unreadable' });
      chmodSync(join(root, 'closed'), 0o700);
    },
  );

  it('SCAN-5 counts what is in vendored folders and leaves own folders of that name', async () => {
    for (const path of ['vendor/a/b.py', 'vendor/c.py', 'node_modules/p/index.js']) write(path);
    for (const path of ['app/vendor/models.py', 'go/go.mod', 'go/vendor/x.go']) write(path);
    const { files, skipped } = await scanTree(root, { languages });
    expect(files.map(({ path }) => path)).toEqual(['go/go.mod', 'app/vendor/models.py']);
    expect(skipped).toEqual([
      { path: 'node_modules/', reason: 'vendored', files: 1 },
      { path: 'vendor/', reason: 'vendored', files: 2 },
      { path: 'go/vendor/', reason: 'vendored', files: 1 },
    ]);
  });

  it('SCAN-5 leaves repositories inside the repository alone', async () => {
    write('clone/.git/HEAD', 'ref: refs/heads/main\n');
    write('clone/a.py');
    write('module/.git', 'gitdir: ../.git/modules/module\n');
    write('module/b.py');
    write('trees/one/.git', `gitdir: ${root}/.git/worktrees/one\n`);
    write('trees/one/c.py');
    expect(await scan()).toEqual({
      files: [],
      skipped: { 'clone/': 'vendored', 'module/': 'vendored', 'trees/one/': 'ignored' },
    });
  });

  it('SCAN-8 leaves out big files unread', async () => {
    write('big.py');
    truncateSync(join(root, 'big.py'), 50 * 1024 * 1024);
    write('data.txt');
    truncateSync(join(root, 'data.txt'), 600 * 1024);
    write('source.py');
    truncateSync(join(root, 'source.py'), 600 * 1024);
    expect(await scan()).toEqual({
      files: ['source.py'],
      skipped: { 'big.py': 'too_large', 'data.txt': 'too_large' },
    });
  });
});

describe('what a scan finds', () => {
  it('SCAN-1 accounts for every one of 5,000 files', async () => {
    for (let folder = 0; folder < 50; folder += 1) {
      mkdirSync(join(root, `d${folder}`));
      for (let file = 0; file < 100; file += 1)
        writeFileSync(join(root, `d${folder}`, `f${file}.${file % 2 === 0 ? 'py' : 'png'}`), '');
    }
    const { files, skipped } = await scanTree(root, { languages });
    expect([files.length, skipped.length]).toEqual([2500, 2500]);
    expect(files.every(({ language }) => language === 'python')).toBe(true);
  });

  it('looks at single paths by the same rules', async () => {
    write('.gitignore', 'out/\n');
    for (const path of ['a.py', 'out/b.py', 'sub/c.py', 'sub/d.png', 'vendor/e.py']) write(path);
    const { files, skipped } = await scanPaths(
      root,
      ['a.py', 'gone.py', 'out/b.py', 'sub', 'vendor/e.py', 'gone/f.py'],
      { languages },
    );
    expect(files.map(({ path }) => path)).toEqual(['a.py', 'sub/c.py']);
    expect(Object.fromEntries(skipped.map(({ path, reason }) => [path, reason]))).toEqual({
      'out/b.py': 'ignored',
      'vendor/e.py': 'vendored',
      'sub/d.png': 'binary',
    });
  });

  it('SCAN-3 follows no link on the way to a single path', async () => {
    write('real/a.py');
    symlinkSync('real', join(root, 'link'));
    symlinkSync('circle', join(root, 'circle'));
    const paths = ['link/a.py', 'link', 'real/a.py/b', 'circle/a.py'];
    const { files, skipped } = await scanPaths(root, paths, { languages });
    expect(files).toEqual([]);
    expect(skipped.map(({ path, reason }) => [path, reason])).toEqual([['link', 'not_a_file']]);
  });

  it('stops when aborted', async () => {
    for (let n = 0; n < 2100; n += 1) writeFileSync(join(root, `${n}.py`), '');
    const stop = new AbortController();
    const running = scanTree(root, { languages, signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
  });

  it('fails when the root is away, rather than finding nothing', async () => {
    await expect(scanTree(join(root, 'away'), { languages })).rejects.toThrow('ENOENT');
  });

  it('starts below a folder', async () => {
    write('a.py');
    write('sub/b.py');
    const { files } = await scanTree(root, { languages, below: 'sub' });
    expect(files.map(({ path }) => path)).toEqual(['sub/b.py']);
  });
});
