import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
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

function open(name: string): IndexEngine {
  const engine = openEngine(root, join(folder, name), pool);
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
