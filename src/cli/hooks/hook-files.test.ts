import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hookBlock } from './hook-block.ts';
import { hookState, installHook, removeHook } from './hook-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vp hook's-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const hook = () => join(folder, 'post-commit');
const text = () => readFileSync(hook(), 'latin1');

/**
 * A program in the place of node that writes down its arguments; resolves when a hook has called
 * it.
 */
function recorder() {
  const program = join(folder, 'recorder');
  const record = join(folder, 'record');
  const entry = join(folder, 'entry.js');
  writeFileSync(entry, '');
  writeFileSync(
    program,
    `#!/bin/sh\nprintf '%s\\n' "$@" > '${record.replace("'", `'\\''`)}.part'\nmv '${record.replace("'", `'\\''`)}.part' '${record.replace("'", `'\\''`)}'\n`,
    { mode: 0o755 },
  );
  const written = new Promise<string>((resolve) => {
    const watcher = watch(folder, () => {
      if (!existsSync(record)) return;
      watcher.close();
      resolve(readFileSync(record, 'utf8'));
    });
  });
  return { block: hookBlock({ node: program, entry, data: null }), written };
}
/** What git gives a hook to read: a file, because a pipe breaks when nobody reads it. */
const stdin = (): number => {
  writeFileSync(join(folder, 'input'), 'from git\n');
  return openSync(join(folder, 'input'), 'r');
};
const run = (...args: string[]) =>
  execFileSync(hook(), args, {
    cwd: folder,
    encoding: 'utf8',
    stdio: [stdin(), 'pipe', 'inherit'],
  });

describe('a hook of ours', () => {
  it('calls vp with this repository, in the background', async () => {
    const { block, written } = recorder();
    installHook(folder, 'post-commit', block);
    run();
    expect((await written).split('\n')).toEqual(
      expect.arrayContaining(['rag', 'refresh', '--quiet', '--if-running', '--repo', folder]),
    );
    expect(hookState(folder, 'post-commit')).toBe('installed');
  });

  it('does nothing and does not fail when Slipway was moved away', () => {
    installHook(folder, 'post-commit', hookBlock({ node: '/gone', entry: '/gone', data: null }));
    expect(run()).toBe('');
  });

  it('leaves no trace when it is removed', () => {
    installHook(folder, 'post-commit', recorder().block);
    removeHook(folder, 'post-commit');
    expect(readdirSync(folder).filter((name) => name.startsWith('post'))).toEqual([]);
  });
});

describe('next to a hook that was there', () => {
  const CASES = {
    'a shell script that ends by exit': '#!/bin/sh\necho mine "$1"\nexit 0\n',
    'a shell script that reads its input': '#!/usr/bin/env bash\ncat\necho mine "$1"',
    'a script in another language':
      '#!/usr/bin/env python3\nimport sys\nprint("mine", sys.argv[1])\n',
    'a script without a first line of its own': 'echo mine "$1"\n',
  };
  it.each(Object.entries(CASES))(
    '%s, both run, and it comes back byte for byte',
    async (_, original) => {
      writeFileSync(hook(), original, { mode: 0o755 });
      const before = original.startsWith('#!') ? run('x') : 'mine x\n';
      const { block, written } = recorder();
      installHook(folder, 'post-commit', block);
      const once = text();
      installHook(folder, 'post-commit', block);
      expect(text()).toBe(once);
      expect(hookState(folder, 'post-commit')).toBe('chained');
      if (original.startsWith('#!')) expect(run('x')).toBe(before);
      else execFileSync('/bin/sh', [hook(), 'x'], { cwd: folder });
      expect(await written).toContain('refresh');
      removeHook(folder, 'post-commit');
      expect(text()).toBe(original);
      expect(statSync(hook()).mode & 0o777).toBe(0o755);
      expect(readdirSync(folder).filter((name) => name.startsWith('post'))).toEqual([
        'post-commit',
      ]);
    },
  );

  it('one behind a link keeps its link, and nothing is written where links lead', async () => {
    mkdirSync(join(folder, 'shared'));
    const shared = join(folder, 'shared', 'hook');
    writeFileSync(shared, '#!/bin/sh\necho mine\n', { mode: 0o755 });
    symlinkSync('shared/hook', hook());
    symlinkSync('shared/other', `${hook()}.new`);
    const { block, written } = recorder();
    installHook(folder, 'post-commit', block);
    expect(run()).toBe('mine\n');
    expect(await written).toContain('refresh');
    removeHook(folder, 'post-commit');
    expect(readlinkSync(hook())).toBe('shared/hook');
    expect(readFileSync(shared, 'utf8')).toBe('#!/bin/sh\necho mine\n');
    expect(readdirSync(join(folder, 'shared'))).toEqual(['hook']);
  });

  it('one that is switched off stays off', async () => {
    writeFileSync(hook(), '#!/bin/sh\necho mine\n');
    chmodSync(hook(), 0o644);
    const { block, written } = recorder();
    installHook(folder, 'post-commit', block);
    expect(run()).toBe('');
    expect(await written).toContain('refresh');
    removeHook(folder, 'post-commit');
    expect(text()).toBe('#!/bin/sh\necho mine\n');
    expect(statSync(hook()).mode & 0o111).toBe(0);
  });
});
