import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WRITING, WRITTEN } from './testing/operations.ts';
import { GIT_PATHS } from './testing/traversal-corpus.ts';
import { WritableFolder } from './writable-folder.ts';

let folder: string;
let path: string;
let writable: WritableFolder;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-writable-')));
  path = join(folder, 'root');
  mkdirSync(path);
  writable = new WritableFolder(path);
});
afterEach(() => {
  writable[Symbol.dispose]();
  rmSync(folder, { recursive: true, force: true });
});

describe('the git folder', () => {
  it('is never written, by no spelling, whether it is there or not', async () => {
    for (const each of GIT_PATHS)
      for (const [name, act] of Object.entries(WRITING))
        expect(await act(writable, each), `${name} ${each}`).toMatchObject({
          refused: 'protected',
        });
    expect(readdirSync(path)).toEqual([]);
  });

  it('is a name like any other in a scratch folder', async () => {
    using scratch = new WritableFolder(path, { isScratch: true });
    expect(await scratch.makeFolder('.git')).toBeNull();
    expect(await WRITING['write']?.(scratch, '.git/config')).toBeNull();
    expect(readFileSync(join(path, '.git', 'config'), 'utf8')).toBe(WRITTEN);
  });
});

describe('writing', () => {
  it('leaves what was there when it does not come to its end', async () => {
    writeFileSync(join(path, 'a'), 'before');
    const broken = writable.write('a', 0o644, (descriptor) => {
      writeFileSync(descriptor, 'half');
      throw Object.assign(new Error('no room'), { code: 'ENOSPC' });
    });
    expect((await broken)?.sentence).toBe('“a” cannot be used (ENOSPC).');
    expect(readFileSync(join(path, 'a'), 'utf8')).toBe('before');
    expect(readdirSync(path)).toEqual(['a']);
  });

  it('gives a new file its mode, and keeps that of one that was there', async () => {
    const fill = (descriptor: number): void => writeFileSync(descriptor, 'x');
    writeFileSync(join(path, 'old'), '');
    chmodSync(join(path, 'old'), 0o755);
    await writable.write('old', 0o600, fill);
    await writable.write('new', 0o640, fill);
    const modes = ['old', 'new'].map((name) => lstatSync(join(path, name)).mode & 0o777);
    expect(modes).toEqual([0o755, 0o640]);
  });

  it('never writes through a link, to a folder, or over the root itself', async () => {
    writeFileSync(join(folder, 'outside'), 'before');
    symlinkSync('../outside', join(path, 'link'));
    mkdirSync(join(path, 'sub'));
    const refused: unknown[] = [];
    for (const each of ['link', 'sub', '', '.', 'sub/..'])
      refused.push((await WRITING['write']?.(writable, each))?.refused);
    expect(refused).toEqual(['link', 'not_a_file', 'protected', 'protected', 'protected']);
    expect(readFileSync(join(folder, 'outside'), 'utf8')).toBe('before');
  });
});

describe('removing a tree', () => {
  it('takes links away and leaves what they point to', async () => {
    mkdirSync(join(folder, 'outside'));
    writeFileSync(join(folder, 'outside', 'kept'), '');
    mkdirSync(join(path, 'tree', 'sub'), { recursive: true });
    symlinkSync('../../outside', join(path, 'tree', 'link'));
    symlinkSync(join(folder, 'outside'), join(path, 'tree', 'sub', 'link'));
    expect(await writable.removeTree('tree')).toBeNull();
    expect(readdirSync(path)).toEqual([]);
    expect(existsSync(join(folder, 'outside', 'kept'))).toBe(true);
    expect(await writable.removeTree('tree')).toBeNull();
  });

  it('knows no path that is too long, and names of any bytes', async () => {
    mkdirSync(join(path, 'tree'));
    for (let depth = 0; depth < 1200; depth += 1) {
      mkdirSync(join(path, 'next'));
      renameSync(join(path, 'tree'), join(path, 'next', 'tree'));
      renameSync(join(path, 'next'), join(path, 'tree'));
    }
    writeFileSync(Buffer.concat([Buffer.from(`${path}/tree/`), Buffer.from([0xff, 0xfe])]), '');
    expect(await writable.removeTree('tree')).toBeNull();
    expect(readdirSync(path)).toEqual([]);
  });
});
