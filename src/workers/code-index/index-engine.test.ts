import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { EngineEvent, VisibleIndex } from '#shared/messages/code-index.ts';
import { createProgram } from '#core/code-index/solve/create-program.ts';
import type { Program, ProgramChange } from '#core/code-index/solve/types.ts';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findLanguages } from './find-languages.ts';
import type { IndexEngine } from './index-engine.ts';
import { createParsePool } from './parse-pool.ts';
import { viewStore } from './store/testing/store-view.ts';
import { openEngine } from './testing/open-engine.ts';

const pool = createParsePool();
let folder = '';
let root = '';
const engines: IndexEngine[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-engine-'));
  root = join(folder, 'repo');
});

afterEach(() => {
  for (const engine of engines.splice(0)) engine.close();
  rmSync(folder, { recursive: true, force: true });
});

afterAll(() => pool.close());

function write(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function open(name: string, more: Parameters<typeof openEngine>[3] = {}): IndexEngine {
  const engine = openEngine(root, join(folder, name), pool, more);
  engines.push(engine);
  return engine;
}

/** Files without their times, symbols, and edges. */
function view(name: string): unknown {
  const { files, symbols, edges } = viewStore(join(folder, name));
  return { files: files.map((row) => ({ ...(row as object), mtime: 0 })), symbols, edges };
}

async function expectLikeClean(name: string): Promise<void> {
  await open('clean').run({ paths: null, full: false }, null);
  expect(view(name)).toEqual(view('clean'));
}

const ALIASED = {
  'package.json': '{ "imports": { "#lib/*": "./src/a/*" } }',
  'src/a/tool.ts': 'export function run(): void {}\n',
  'src/b/tool.ts': 'export function run(): void {}\n',
  'src/main.ts': "import { run } from '#lib/tool.ts';\nrun();\n",
  'src/other.ts': 'export function other(): void {}\n',
};

it('a configuration that changed while the index was closed reaches files that did not', async () => {
  write(ALIASED);
  const first = open('kept');
  await first.run({ paths: null, full: false }, null);
  first.close();
  engines.pop();
  write({ 'package.json': '{ "imports": { "#lib/*": "./src/b/*" } }\n' });
  const again = open('kept');
  await again.run({ paths: null, full: false }, null);
  expect(viewStore(join(folder, 'kept')).edges.join('\n')).toContain('src/b/tool.ts#run');
  await expectLikeClean('kept');
});

it('a configuration that went while the index was closed reaches files that did not change', async () => {
  write(ALIASED);
  const first = open('kept');
  await first.run({ paths: null, full: false }, null);
  first.close();
  engines.pop();
  rmSync(join(root, 'package.json'));
  rmSync(join(root, 'src/other.ts'));
  const again = open('kept');
  again.warm();
  await again.run({ paths: ['package.json', 'src/other.ts'], full: false }, null);
  await expectLikeClean('kept');
});

it('a source file that becomes binary leaves no edges and no sinks behind', async () => {
  write({
    'lib.py': 'def run():\n    unknown()\n',
    'main.py': 'from lib import run\nrun()\nmissing()\n',
  });
  const engine = open('kept');
  await engine.run({ paths: null, full: false }, null);
  expect(viewStore(join(folder, 'kept')).edges).not.toEqual([]);
  write({ 'main.py': '\0\0\0from lib import run\nrun()\n' });
  await engine.run({ paths: ['main.py'], full: false }, null);
  expect(viewStore(join(folder, 'kept')).edges).toEqual([]);
  await expectLikeClean('kept');
});

describe('FRESH-19 a change that finds the solver not filled', () => {
  const LOOK = { paths: null, full: false } as const;
  const SHOP = {
    'price.py': 'def total(items):\n    return sum(items)\n\ndef gone():\n    pass\n',
    'cart.py':
      'from price import total, gone\n\ndef pay(items):\n    gone()\n    return total(items)\n',
    'late.py': 'from cart import pay\npay([])\n',
  };

  /** The engine of an index that was built before, and that is large for it. */
  async function reopened(more: Parameters<typeof openEngine>[3] = {}): Promise<IndexEngine> {
    for (const engine of engines.splice(0)) engine.close();
    return open('kept', { solvedAtOnceLines: 0, ...more });
  }

  it('shows its definitions first, with no edge that leads nowhere, and then its edges', async () => {
    write(SHOP);
    await open('kept').run(LOOK, null);
    const shown: { lacksEdges: boolean; symbols: string; edges: string }[] = [];
    const engine = await reopened({
      report(event) {
        if (event.type !== 'visible') return;
        const { symbols, edges } = viewStore(join(folder, 'kept'));
        const lacksEdges = event.visible.lacksEdges === true;
        shown.push({ lacksEdges, symbols: JSON.stringify(symbols), edges: edges.join('\n') });
      },
    });
    write({
      'price.py': 'def total(items):\n    return more(items)\n\ndef more(items):\n    return 1\n',
    });
    await engine.run({ paths: ['price.py'], full: false }, null);
    expect(shown.map(({ lacksEdges }) => lacksEdges)).toEqual([true, false]);
    expect(shown[0]?.symbols).toContain('more');
    expect(shown[0]?.edges).toContain('price.py#total');
    expect(shown[0]?.edges).not.toMatch(/gone|more/);
    expect(shown[1]?.edges).toContain('price.py#more');
    await expectLikeClean('kept');
  });

  it('ends like a clean build, whatever the change is', async () => {
    write(SHOP);
    await open('kept').run(LOOK, null);
    const changes: (() => void)[] = [
      () => write({ 'price.py': 'def total(items, more):\n    return items\n' }),
      () => rmSync(join(root, 'price.py')),
      () => write({ 'price.py': SHOP['price.py'], 'new.py': 'import cart\ncart.pay([])\n' }),
      () => write({ 'cart.py': '\0\0' }),
      () => write({ 'cart.py': SHOP['cart.py'].replace('def pay', 'def buy') }),
    ];
    for (const change of changes) {
      const engine = await reopened();
      change();
      await engine.run(LOOK, null);
      await expectLikeClean('kept');
      rmSync(join(folder, 'clean'), { force: true });
    }
  });

  it('brings all edges with the next round when it was stopped in between', async () => {
    write(SHOP);
    await open('kept').run(LOOK, null);
    const failing = await reopened({
      createProgram() {
        throw new Error('stopped');
      },
    });
    write({
      'price.py': 'def total(items):\n    pass\n',
      'cart.py': 'import price\nprice.total(1)\n',
    });
    await expect(failing.run(LOOK, null)).rejects.toThrow('stopped');
    const again = await reopened();
    await again.run(LOOK, null);
    await expectLikeClean('kept');
  });

  it('fills no solver for a look that finds nothing, nor while it waits', async () => {
    write(SHOP);
    await open('kept').run(LOOK, null);
    const engine = await reopened({
      createProgram() {
        throw new Error('filled');
      },
    });
    engine.warm();
    await engine.run(LOOK, 'another commit');
    await expect(engine.run({ paths: ['cart.py'], full: true }, null)).rejects.toThrow('filled');
  });
});

it('INDEX-27 a file that cannot be followed is named, kept with its symbols, and not tried again until something changes', async () => {
  write({ 'bad.py': 'def f(): g()\ndef g(): pass\n', 'good.py': 'def h(): pass\nh()\n' });
  let solves = 0;
  const languages = new Map(
    findLanguages().map(({ conventions }) => [conventions.id, conventions]),
  );
  const createSmall = (): Program => {
    const program = createProgram({ languages, workBudget: () => 0 });
    const update = (change: ProgramChange): ReturnType<Program['update']> => {
      solves += 1;
      return program.update(change);
    };
    return { update, fileCount: 0 };
  };
  const shown: VisibleIndex[] = [];
  const report = (event: EngineEvent): void => {
    if (event.type === 'visible') shown.push(event.visible);
  };
  const engine = open('kept', { createProgram: createSmall, report });
  await engine.run({ paths: null, full: false }, null);
  const unfollowed = { files: 2, examples: ['bad.py', 'good.py'] };
  expect(shown.at(-1)?.figures.unfollowed).toEqual(unfollowed);
  expect(viewStore(join(folder, 'kept')).edges.join('\n')).toContain('bad.py#f -> bad.py#g');
  // A file as new as the clock's tick is read again, for it may have been written twice.
  utimesSync(join(root, 'bad.py'), new Date(), new Date(Date.now() + 60_000));
  await engine.run({ paths: null, full: false }, null);
  await engine.run({ paths: null, full: false }, null);
  expect(solves).toBe(1);
  engine.close();
  engines.pop();
  const again = open('kept', { report });
  await again.run({ paths: [], full: false }, null);
  expect(shown.at(-1)?.figures.unfollowed).toEqual(unfollowed);
});
