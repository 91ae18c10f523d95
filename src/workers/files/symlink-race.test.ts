import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { must } from '#shared/assert.ts';
import { byOneCall, byPath, stepByStep, type FolderWay } from './held-folder.ts';
import { loadOpenat2 } from './openat2.ts';
import { RootFolder } from './root-folder.ts';
import { WritableFolder } from './writable-folder.ts';
import { READING, WRITING } from './testing/operations.ts';

const OPERATIONS = Number(process.env['SLIPWAY_S4_OPERATIONS'] ?? 4_000);
/** A root is opened for one piece of work; the swaps go on while it lives. */
const PER_ROOT = 40;
const INSIDE = 'inside';
const OUTSIDE = 'outside';

/**
 * Swaps a folder and a file for links to those beside the root, and back, as fast as it can: also a
 * folder on the way to another, and the file for a pipe.
 */
const SWAPPING = `
  const fs = require('node:fs');
  const { execFileSync } = require('node:child_process');
  process.chdir(process.argv[1]);
  execFileSync('mkfifo', ['pipe']);
  console.log('ready');
  const swap = (path, other) => {
    fs.renameSync(path, 'aside');
    other(path);
    fs.rmSync(path, { force: true });
    fs.renameSync('aside', path);
  };
  for (let n = 0; ; n += 1) {
    swap('root/folder', (path) => fs.symlinkSync('../outside', path));
    swap('root/folder/deep', (path) => fs.symlinkSync('../../outside/deep', path));
    swap('root/file', (path) => fs.symlinkSync('../outside/file', path));
    swap('root/file', (path) => fs.linkSync('pipe', path));
  }
`;

let base: string;
let swapping: ChildProcess;
beforeEach(async () => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-race-')));
  for (const [top, text] of [
    ['root/folder', INSIDE],
    ['outside', OUTSIDE],
  ] as const) {
    mkdirSync(join(base, top, 'deep', 'tree'), { recursive: true });
    for (const file of ['file', 'deep/file', 'deep/tree/file'])
      writeFileSync(join(base, top, file), text);
  }
  writeFileSync(join(base, 'root', 'file'), INSIDE);
  writeFileSync(join(base, 'outside', OUTSIDE), OUTSIDE);
  swapping = spawn(process.execPath, ['-e', SWAPPING, base], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(must(swapping.stdout, 'it is a pipe'), 'data');
});
afterEach(async () => {
  swapping.kill('SIGKILL');
  await once(swapping, 'exit');
  rmSync(base, { recursive: true, force: true });
});

const FILES = ['file', 'folder/file', 'folder/deep/file', 'folder/deep/tree/file'];
const FOLDERS = ['folder', 'folder/deep', 'folder/deep/tree'];

/** The n-th operation of the series; what it gave, if it gives anything. */
async function operate(root: RootFolder, writable: WritableFolder, n: number): Promise<unknown> {
  const file = FILES[n % FILES.length] ?? '';
  const folder = FOLDERS[n % FOLDERS.length] ?? '';
  switch (n % 7) {
    case 0:
      return WRITING['write']?.(writable, `${folder}/new`);
    case 1:
      return writable.makeFolder(`${folder}/made`);
    case 2:
      return WRITING['write']?.(writable, `${folder}/made/new`);
    case 3:
      return writable.removeTree(`${folder}/made`);
    case 4:
      return READING['list']?.(root, folder);
    default:
      return READING['read']?.(root, file);
  }
}

/** How many operations read something of the outside; stops early when `enough`. */
async function race(
  way: FolderWay,
  operations: number,
  enough = Number.POSITIVE_INFINITY,
): Promise<number> {
  let escapes = 0;
  for (let done = 0; done < operations && escapes < enough; done += PER_ROOT) {
    using root = new RootFolder(join(base, 'root'), way);
    using writable = new WritableFolder(join(base, 'root'), { way });
    for (let n = done; n < done + PER_ROOT; n += 1) {
      const given = await operate(root, writable, n);
      if (typeof given === 'string' && given.includes(OUTSIDE)) escapes += 1;
    }
  }
  return escapes;
}

const outside = (): string[] => {
  const entries = readdirSync(join(base, 'outside'), { recursive: true }).map(String).toSorted();
  return entries.map((each) => {
    const isFile = /file$|outside$/.test(each);
    return isFile ? `${each}: ${readFileSync(join(base, 'outside', each), 'utf8')}` : each;
  });
};

const openat2 = loadOpenat2();
const ways: [string, FolderWay][] = [
  ...(openat2 === null ? [] : [['openat2', byOneCall(openat2)] as [string, FolderWay]]),
  ['step by step', stepByStep],
];

it.each(ways)('S4 symlink race, %s: 0 escapes', async (_, way) => {
  const before = outside();
  expect(await race(way, OPERATIONS)).toBe(0);
  expect(outside()).toEqual(before);
  expect(swapping.exitCode, 'the swapping went on').toBeNull();
});

it('S4 with its guard taken away, a look and then an opening by path, it does escape', async () => {
  expect(await race(byPath, Number.POSITIVE_INFINITY, 1)).toBeGreaterThan(0);
});
