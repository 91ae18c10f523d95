import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { must } from '#shared/assert.ts';
import { readGraph } from '#core/code-index/graph/symbol-graph.ts';
import type { IndexStore } from './index-store.ts';
import { openIndexStore } from './open-index-store.ts';
import { SCHEMA_VERSION } from './schema.ts';
import { sampleEdges, sampleFile } from './testing/sample-file.ts';
import { viewStore } from './testing/store-view.ts';

const NOTE = { gitSha: 'abc', refreshedAtMs: 1000 };
let folder: string;
let file: string;
let open: IndexStore[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'index-store-'));
  file = join(folder, 'index', 'repo.db');
  open = [];
});
afterEach(() => {
  for (const store of open) store.close();
  rmSync(folder, { recursive: true });
});

function openStore(at = file): IndexStore {
  const { store } = openIndexStore(at);
  open.push(store);
  return store;
}

/** Two files; a.py#f calls b.py#g and b.py#B.m. */
function fillStore(store: IndexStore): void {
  store.begin();
  store.putFile(sampleFile('a.py', ['f']));
  store.putFile(sampleFile('b.py', ['g', 'B', 'B.m']));
  store.putEdges(
    'a.py',
    sampleEdges(
      [
        [1, 'b.py#g'],
        [1, 'b.py#B.m'],
      ],
      2,
    ),
  );
  store.commit(NOTE);
}

function idOf(store: IndexStore, key: string): number {
  const db = new Database(store.file, { readonly: true });
  const id = db
    .prepare(
      "SELECT symbol_id FROM symbols JOIN files USING (file_id) WHERE files.path || '#' || symbols.path = ?",
    )
    .pluck()
    .get(key) as number;
  db.close();
  return id;
}

describe('STORE-1 what a transaction wrote is there after opening again', () => {
  test('files with their facts, symbols, edges, words and counts', () => {
    const store = openStore();
    fillStore(store);
    store.close();
    const { store: again, discarded } = openIndexStore(file);
    open = [again];
    expect(discarded).toBeNull();
    expect(again.generation).toBe(1);
    expect(again.note).toEqual(NOTE);
    const files = Array.from(again.loadFiles());
    expect(files.map((stored) => stored.path)).toEqual(['a.py', 'b.py']);
    expect(files[1]?.readFacts()).toEqual(sampleFile('b.py', ['g', 'B', 'B.m']).facts);
    expect(again.stats()).toMatchObject({ files: 2, lines: 6, symbols: 6, edges: 2, sinks: 2 });
    expect(viewStore(file).edges).toEqual([
      'a.py#f -> b.py#B.m calls certain scope 2',
      'a.py#f -> b.py#g calls certain scope 2',
    ]);
    expect(again.checkIntegrity()).toBe('ok');
  });

  test('the graph handed out at opening is the one the commit gave', () => {
    const store = openStore();
    fillStore(store);
    store.begin();
    const { graph } = store.commit(NOTE);
    const reopened = openIndexStore(file);
    open.push(reopened.store);
    expect(new Uint8Array(reopened.graph)).toEqual(new Uint8Array(graph));
  });
});

describe('STORE-2 a symbol keeps its number while its file has its path', () => {
  test('when the file is written again, also after opening again', () => {
    const store = openStore();
    fillStore(store);
    const before = idOf(store, 'b.py#B.m');
    store.close();
    const again = openStore();
    again.begin();
    again.putFile(sampleFile('b.py', ['new', 'B', 'B.m']));
    again.putEdges('b.py', sampleEdges([[1, 'b.py#B.m']]));
    again.commit(NOTE);
    expect(idOf(again, 'b.py#B.m')).toBe(before);
    expect(viewStore(file).edges).toEqual([
      'a.py#f -> b.py#B.m calls certain scope 2',
      'b.py#new -> b.py#B.m calls certain scope 2',
    ]);
  });

  test('and numbers are not given twice', () => {
    const store = openStore();
    fillStore(store);
    const before = idOf(store, 'b.py#B.m');
    store.begin();
    store.removeFile('b.py');
    expect(store.commit(NOTE).dangling).toBe(2);
    store.close();
    const again = openStore();
    again.begin();
    again.putFile(sampleFile('b.py', ['g', 'B', 'B.m']));
    again.commit(NOTE);
    expect(idOf(again, 'b.py#B.m')).toBeGreaterThan(before);
  });
});

describe('STORE-3 a generation becomes visible at once', () => {
  test('a reader sees the last commit while the next one is written', () => {
    const store = openStore();
    fillStore(store);
    const before = viewStore(file);
    store.begin();
    store.removeFile('a.py');
    store.putFile(sampleFile('c.py', ['h']));
    expect(viewStore(file)).toEqual(before);
    expect(store.commit(NOTE).generation).toBe(2);
    expect(viewStore(file).files).toHaveLength(2);
  });

  test('a rolled-back change leaves nothing, in the file and in memory', () => {
    const store = openStore();
    fillStore(store);
    const before = viewStore(file);
    const stats = store.stats();
    store.begin();
    store.putFile(sampleFile('a.py', ['x', 'y']));
    store.removeFile('b.py');
    store.rollback();
    expect(viewStore(file)).toEqual(before);
    expect(store.stats()).toEqual({ ...stats, sizeBytes: expect.any(Number) as number });
    fillStore(store);
    expect(viewStore(file)).toEqual(before);
  });

  test.each(['begun', 'half the files', 'all files', 'all edges', 'committed'])(
    'a process killed when %s',
    async (step) => {
      const store = openStore();
      fillStore(store);
      const before = viewStore(file);
      store.close();
      open = [];
      await writeAndKill(step);
      const again = openStore();
      expect(again.checkIntegrity()).toBe('ok');
      if (step === 'committed') {
        expect(again.generation).toBe(2);
        expect(again.note?.gitSha).toBe('after');
        expect(again.stats().edges).toBe(302);
      } else {
        expect(viewStore(file)).toEqual(before);
        expect(again.generation).toBe(1);
      }
      again.begin();
      again.putFile(sampleFile('a.py', ['f']));
      expect(again.commit(NOTE).generation).toBeGreaterThan(1);
    },
  );

  test('a killed first build leaves an empty store', async () => {
    await writeAndKill('all edges');
    const store = openStore();
    expect(store.generation).toBe(0);
    expect(store.note).toBeNull();
    expect(Array.from(store.loadFiles())).toEqual([]);
    fillStore(store);
    expect(viewStore(file).symbols).toHaveLength(6);
  });
});

async function writeAndKill(step: string): Promise<void> {
  const script = fileURLToPath(new URL('testing/write-forever.ts', import.meta.url));
  const child = spawn(process.execPath, [script, file, step], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(must(child.stdout, 'the output is a pipe'), 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
}

describe('STORE-4 a file that cannot be used is given up', () => {
  test('another layout', () => {
    fillStore(openStore());
    for (const store of open.splice(0)) store.close();
    const db = new Database(file);
    db.pragma(`user_version = ${SCHEMA_VERSION + 1}`);
    db.close();
    const { store, discarded } = openIndexStore(file);
    open.push(store);
    expect(discarded).toContain(`its layout is number ${SCHEMA_VERSION + 1}`);
    expect(store.generation).toBe(0);
    fillStore(store);
  });

  test('something that is no database', () => {
    openStore().close();
    open = [];
    rmSync(`${file}-wal`, { force: true });
    writeFileSync(file, 'x'.repeat(10_000));
    const { store, discarded } = openIndexStore(file);
    open.push(store);
    expect(discarded).toContain('cannot be read');
    fillStore(store);
  });

  test('a folder that cannot be made is reported with a sentence', () => {
    writeFileSync(join(folder, 'index'), '');
    expect(() => openIndexStore(file)).toThrow(/cannot be opened/);
  });
});

describe('STORE-5 the stored state depends on the files alone, not on the way there', () => {
  const contents = fc.uniqueArray(fc.constantFrom('a', 'b', 'B', 'B.m', 'B.__init__', 'c~2'), {
    maxLength: 5,
  });
  const step = fc.record({
    path: fc.constantFrom('p.py', 'q.py', 'tests/r.py'),
    symbols: fc.option(contents, { nil: null }),
  });

  test('any sequence of writes ends in the view of a clean build', () => {
    let run = 0;
    fc.assert(
      fc.property(
        fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 6 }),
        (rounds) => {
          run += 1;
          const incremental = openStore(join(folder, `${run}-a.db`));
          const tree = new Map<string, readonly string[]>();
          for (const round of rounds) applyRound(incremental, tree, round);
          const clean = openStore(join(folder, `${run}-b.db`));
          const all = Array.from(tree, ([path, symbols]) => ({ path, symbols }));
          applyRound(clean, new Map(), all);
          expect(viewStore(incremental.file)).toEqual(viewStore(clean.file));
          expect(edgesOfGraph(incremental)).toEqual(edgesOfGraph(clean));
          for (const store of open.splice(0)) store.close();
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** Every symbol calls the symbols of the other files that have its path, and the module. */
function applyRound(
  store: IndexStore,
  tree: Map<string, readonly string[]>,
  round: readonly { path: string; symbols: readonly string[] | null }[],
): void {
  store.begin();
  for (const { path, symbols } of round) {
    if (symbols === null) tree.delete(path);
    else tree.set(path, symbols);
    if (symbols === null) store.removeFile(path);
    else store.putFile(sampleFile(path, symbols));
  }
  for (const [path, symbols] of tree) {
    const calls: [number, string][] = [];
    for (const [other, names] of tree)
      symbols.forEach((name, at) => {
        calls.push([at + 1, `${other}#`]);
        if (names.includes(name)) calls.push([at + 1, `${other}#${name}`]);
      });
    store.putEdges(path, sampleEdges(calls, calls.length % 3));
  }
  expect(store.commit(NOTE).dangling).toBe(0);
}

function edgesOfGraph(store: IndexStore): number {
  store.begin();
  return readGraph(store.commit(NOTE).graph).edgeCount;
}
