import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isRefusal } from './refusal.ts';
import { RootFolder } from './root-folder.ts';

const MEGABYTE = 1_000_000;

let folder: string;
let path: string;
let root: RootFolder;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-root-')));
  path = join(folder, 'root');
  mkdirSync(path);
  root = new RootFolder(path);
});
afterEach(() => {
  root[Symbol.dispose]();
  rmSync(folder, { recursive: true, force: true });
});

const sentenceOf = (value: unknown): string => (isRefusal(value) ? value.sentence : 'no refusal');
const openDescriptors = (): number => readdirSync('/proc/self/fd').length;

describe('what is refused says why in a sentence', () => {
  it('links, large files, and what is no regular file', () => {
    symlinkSync('/dev/zero', join(path, '.gitignore'));
    mkdirSync(join(path, 'sub'));
    symlinkSync('/tmp', join(path, 'away'));
    writeFileSync(join(path, 'big'), '');
    truncateSync(join(path, 'big'), 5 * MEGABYTE);
    expect(
      ['.gitignore', 'away/x', 'big', 'sub', 'gone', '../x'].map((each) =>
        sentenceOf(root.read(each, MEGABYTE)),
      ),
    ).toEqual([
      '“.gitignore” is a link and is not followed.',
      '“away” is a link and is not followed.',
      '“big” is larger than 1.0 MB.',
      '“sub” is not a regular file.',
      'There is no “gone”.',
      '“../x” leads out of its folder.',
    ]);
  });

  it('a root that is a link is no root, and one that is away neither', () => {
    symlinkSync(path, join(folder, 'link'));
    expect(() => new RootFolder(join(folder, 'link'))).toThrow(/ENOTDIR|ELOOP/);
    expect(() => new RootFolder(join(folder, 'away'))).toThrow('ENOENT');
  });
});

it('means the folder that was opened, also after it was moved and a link took its place', () => {
  mkdirSync(join(folder, 'outside'));
  writeFileSync(join(folder, 'outside', 'a'), 'outside');
  writeFileSync(join(path, 'a'), 'inside');
  renameSync(path, join(folder, 'moved'));
  symlinkSync('outside', path);
  expect(root.readText('a', 100)).toBe('inside');
});

it('holds few descriptors while it lives, and none afterwards', () => {
  const before = openDescriptors();
  {
    using opened = new RootFolder(path);
    for (let n = 0; n < 200; n += 1) {
      mkdirSync(join(path, `folder${n}`));
      writeFileSync(join(path, `folder${n}`, 'a'), '');
      expect(opened.readText(`folder${n}/a`, 10)).toBe('');
      expect(opened.read(`folder${n}/gone`, 10)).toMatchObject({ refused: 'missing' });
    }
    expect(openDescriptors() - before).toBeLessThanOrEqual(40);
  }
  expect(openDescriptors()).toBe(before);
});
