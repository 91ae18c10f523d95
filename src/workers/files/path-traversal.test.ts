import { mkdirSync, mkdtempSync, lstatSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byOneCall, byPath, stepByStep, type FolderWay } from './held-folder.ts';
import { loadOpenat2 } from './openat2.ts';
import { isRefusal } from './refusal.ts';
import { RootFolder } from './root-folder.ts';
import { WritableFolder } from './writable-folder.ts';
import { HostileTree, OUTSIDE } from './testing/hostile-tree.ts';
import { READING, WRITING, WRITTEN } from './testing/operations.ts';
import { hostilePaths, legitimatePaths } from './testing/traversal-corpus.ts';

// A container's filter may refuse openat2; then the steps are all there is to be tested.
const openat2 = loadOpenat2();
const followsLinks = loadOpenat2(0);
const ways: [string, FolderWay][] = [
  ...(openat2 === null ? [] : [['by openat2', byOneCall(openat2)] as [string, FolderWay]]),
  ['step by step', stepByStep],
  ['by path', byPath],
];

let tree: HostileTree;
beforeAll(() => {
  tree = new HostileTree();
});
afterAll(() => tree.remove());

/** Operations and paths that gave something of what lies beside the root. */
async function leaks(way: FolderWay): Promise<string[]> {
  await tree.make();
  const outer = outerThings();
  const found: string[] = [];
  using root = new RootFolder(tree.root, way);
  for (const path of hostilePaths(tree.base))
    for (const [name, act] of Object.entries(READING)) {
      const outcome = act(root, path);
      if (typeof outcome === 'string' && outcome.split('\n').some((line) => outer.has(line)))
        found.push(`${name} ${path}`);
    }
  return found;
}

/** What the operations would say of things beside the root. */
function outerThings(): ReadonlySet<string> {
  const folder = join(tree.base, 'outside');
  const names = readdirSync(folder);
  const inodes = ['', ...names].map((name) => `inode ${lstatSync(join(folder, name)).ino}`);
  return new Set([OUTSIDE, ...names, ...inodes]);
}

/** The first operation and path that changed something beside the root; null when none did. */
async function damage(way: FolderWay): Promise<string | null> {
  for (const [name, act] of Object.entries(WRITING)) {
    rmSync(tree.root, { recursive: true });
    await tree.make();
    for (const path of hostilePaths(tree.base)) {
      using folder = new WritableFolder(tree.root, { way });
      const refusal = await act(folder, path);
      if (!tree.isUntouched()) return `${name} ${path}`;
      if (refusal === null && name.startsWith('remove')) await tree.make();
    }
  }
  return null;
}

describe.each(ways)('S3 path traversal corpus × every file operation, %s', (_, way) => {
  it('0 escapes of ≥ 400 paths', async () => {
    expect(hostilePaths(tree.base).length).toBeGreaterThanOrEqual(400);
    expect(await leaks(way)).toEqual([]);
    expect(await damage(way)).toBeNull();
  });

  it('0 false refusals over ≥ 200 legitimate paths', async () => {
    expect(new Set(legitimatePaths).size).toBeGreaterThanOrEqual(200);
    const folder = mkdtempSync(join(tmpdir(), 'slipway-legitimate-'));
    for (const name of ['sub/deep', 'odd folder …'])
      mkdirSync(join(folder, name), { recursive: true });
    try {
      for (const path of legitimatePaths)
        expect(await refusals(folder, path, way), path).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** What of a file's life, and then of a folder's, was refused at a path. */
async function refusals(folder: string, path: string, way: FolderWay): Promise<unknown[]> {
  using root = new RootFolder(folder, way);
  using writable = new WritableFolder(folder, { way });
  const created = await WRITING['write']?.(writable, path);
  const replaced = await WRITING['write']?.(writable, path);
  const content = READING['read']?.(root, path);
  const others = [
    root.stat(path),
    await writable.remove(path),
    await writable.makeFolder(path),
    root.list(path),
    await writable.removeTree(path),
    await writable.makeLink(path, 'anywhere'),
    root.readLink(path),
    await writable.remove(path),
  ];
  const unread = content === WRITTEN ? null : content;
  return [created, replaced, ...others, unread].filter(
    (each) => isRefusal(each) || (each !== null && each === unread),
  );
}

describe('with its guard taken away the corpus finds', () => {
  const seen = [
    'read to-folder/secret.txt',
    'list to-folder-absolute',
    'read to-process-root/secret.txt',
  ];

  it.skipIf(followsLinks === null)(
    'openat2 that follows links (where the system has openat2)',
    async () => {
      const found = await leaks(byOneCall(followsLinks as NonNullable<typeof followsLinks>));
      expect(found).toEqual(expect.arrayContaining(seen));
    },
  );

  it('paths that are joined', async () => {
    const joined: FolderWay = {
      root: byPath.root,
      below: (root, parts) => ({ at: join(root.at, ...parts), close: () => undefined }),
    };
    expect(await leaks(joined)).toEqual(expect.arrayContaining(seen));
    using folder = new WritableFolder(tree.root, { way: joined });
    expect(await WRITING['write']?.(folder, 'to-folder/new.txt')).toBeNull();
    expect(tree.isUntouched()).toBe(false);
    rmSync(join(tree.base, 'outside', 'new.txt'));
  });
});
