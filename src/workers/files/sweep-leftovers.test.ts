import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { temporaryPrefix } from '#shared/temporary-owner.ts';
import { ownerLives, startTicksOf } from '../sandbox/process-tree.ts';
import { sweepLeftovers } from './sweep-leftovers.ts';

const SPACE = String(statSync('/proc/self/ns/pid', { throwIfNoEntry: false })?.ino ?? 0);
/** A process that was there once: this one's number with another start. */
const DEAD = { pid: process.pid, startTicks: '1', space: SPACE };
const ALIVE = { ...DEAD, startTicks: startTicksOf(process.pid) ?? '0' };

let base: string;
let temporary: string;
let dataDir: string;
beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-sweep-')));
  [temporary, dataDir] = [join(base, 'tmp'), join(base, 'data')];
  for (const folder of [temporary, dataDir]) mkdirSync(folder);
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const makeFolder = (owner: typeof DEAD, name = 'abcdef'): string => {
  const folder = join(temporary, `${temporaryPrefix(owner)}${name}`);
  mkdirSync(join(folder, 'view-a', 'deep'), { recursive: true });
  writeFileSync(join(folder, 'view-a', 'file'), 'x');
  return folder;
};
const sweep = (isAlive = ownerLives) => sweepLeftovers({ temporary, dataDir }, isAlive);

it('"temporary folders removed": those of a dead engine go, with whatever is in them', async () => {
  const folder = makeFolder(DEAD);
  const kept = join(base, 'kept');
  writeFileSync(kept, 'x');
  symlinkSync(base, join(folder, 'view-a', 'out'));
  // As an overlay leaves its work folder, and a package manager its cache.
  mkdirSync(join(folder, 'layer', 'work'), { recursive: true });
  chmodSync(join(folder, 'layer', 'work'), 0);
  chmodSync(join(folder, 'view-a', 'deep'), 0o555);
  chmodSync(join(folder, 'view-a'), 0o555);
  expect(await sweep()).toEqual([]);
  expect(existsSync(folder)).toBe(false);
  expect(existsSync(kept)).toBe(true);
});

it('those of a living engine stay; without the look at the process they would go', async () => {
  const folder = makeFolder(ALIVE);
  await sweep();
  expect(existsSync(join(folder, 'view-a', 'file'))).toBe(true);
  await sweep(() => false);
  expect(existsSync(folder)).toBe(false);
});

it('those of another container’s processes stay, and all that no engine made', async () => {
  makeFolder({ ...DEAD, space: '12345' });
  symlinkSync(base, join(temporary, `${temporaryPrefix(DEAD)}linked`));
  writeFileSync(join(temporary, `${temporaryPrefix(DEAD)}file00`), 'x');
  mkdirSync(join(temporary, 'slipway-mine'));
  const before = readdirSync(temporary);
  expect(await sweep()).toEqual([]);
  expect(readdirSync(temporary)).toEqual(before);
});

it('what commands of an earlier engine left goes; what this one’s work on stays', async () => {
  for (const name of ['scratch.old-1a', 'scratch', 'worktrees'])
    mkdirSync(join(dataDir, name, 'task', 'tree'), { recursive: true });
  expect(await sweep()).toEqual([]);
  expect(readdirSync(dataDir).toSorted()).toEqual(['scratch', 'worktrees']);
});

it('dependencies that were installed for a worktree go with it', async () => {
  for (const name of ['worktrees/kept', 'installed/kept/tree', 'installed/gone/tree'])
    mkdirSync(join(dataDir, name), { recursive: true });
  expect(await sweep()).toEqual([]);
  expect(readdirSync(join(dataDir, 'installed'))).toEqual(['kept']);
});
