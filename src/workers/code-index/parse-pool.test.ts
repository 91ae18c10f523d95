import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ParsePool, type ParsePoolOptions, createParsePool } from './parse-pool.ts';
import type { ScannedFile } from './scan/scan-tree.ts';
import type { ParsedFile } from './store/index-store.ts';
import { writeLanguage } from './testing/language-folder.ts';

const CRASHING = fileURLToPath(new URL('testing/crashing-parse.ts', import.meta.url));

let root: string;
let pool: ParsePool | undefined;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-parse-')));
});
afterEach(async () => {
  await pool?.close();
  pool = undefined;
  rmSync(root, { recursive: true, force: true });
});

function write(path: string, text = 'def f():\n    return g()\n'): ScannedFile {
  writeFileSync(join(root, path), text);
  const { size, mtimeMs } = statSync(join(root, path));
  return { path, language: 'python', sizeBytes: size, mtimeMs };
}

async function parse(
  files: readonly ScannedFile[],
  options: ParsePoolOptions = {},
): Promise<Map<string, ParsedFile>> {
  pool = createParsePool(options);
  const parsed = new Map<string, ParsedFile>();
  await pool.parse(root, files, {
    handOver(file) {
      expect(parsed.has(file.path)).toBe(false);
      parsed.set(file.path, file);
    },
  });
  return parsed;
}

/**
 * Gives a batch up once a thread has begun its endless file; other batches have all the time they
 * need.
 */
function endsOnceBegun(files: readonly ScannedFile[]): AbortSignal {
  const ending = new AbortController();
  if (!files.some(({ path }) => path.startsWith('never-ends'))) return ending.signal;
  const look = setInterval(() => {
    const mark = join(root, 'begun');
    if (!existsSync(mark)) return;
    clearInterval(look);
    rmSync(mark);
    ending.abort(new Error('It never ends.'));
  }, 5);
  return ending.signal;
}

const many = (count: number): ScannedFile[] =>
  Array.from({ length: count }, (_, n) => write(`f${n}.py`, `def f${n}():\n    return g(${n})\n`));

describe('parsing in threads', () => {
  it('hands every file over once, with its facts', async () => {
    const parsed = await parse(many(300));
    expect(parsed.size).toBe(300);
    for (const [path, file] of parsed) {
      expect(file.status).toBe('indexed');
      const name = path.slice(0, -3);
      expect(file.facts?.symbols.map((symbol) => symbol.path)).toEqual(['', name]);
      expect(file.facts?.calls.length).toBeGreaterThan(0);
      expect(file.encodedFacts?.length).toBeGreaterThan(0);
    }
  });

  it('passes over files that are gone', async () => {
    const [gone, there] = [write('gone.py'), write('there.py')];
    rmSync(join(root, 'gone.py'));
    expect([...(await parse([gone, there])).keys()]).toEqual(['there.py']);
  });

  it('SCAN-12 loses one file to a thread that dies', async () => {
    const files = [...many(20), write('ends-thread.py'), write('z.py')];
    const parsed = await parse(files, { entry: CRASHING });
    expect(parsed.size).toBe(22);
    const failed = [...parsed.values()].filter(({ status }) => status !== 'indexed');
    expect(failed.map(({ path, reason }) => [path, reason])).toEqual([
      ['ends-thread.py', 'parser_failed'],
    ]);
    expect(pool?.takeErrors()).toHaveLength(1);
    expect(pool?.takeErrors()).toEqual([]);
  });

  it('SCAN-12 loses one file to a parser that never ends', async () => {
    const files = [write('a.py'), write('never-ends.py'), write('z.py')];
    const parsed = await parse(files, { entry: CRASHING, limitBatch: endsOnceBegun });
    expect([...parsed].map(([path, { status }]) => [path, status]).sort()).toEqual([
      ['a.py', 'indexed'],
      ['never-ends.py', 'skipped'],
      ['z.py', 'indexed'],
    ]);
  });

  it('SCAN-12 loses the files of a language whose query does not compile, and names its line', async () => {
    const languagesFolder = join(root, 'languages');
    mkdirSync(languagesFolder);
    writeLanguage(languagesFolder, 'python', '(identifier) @name\n');
    writeLanguage(languagesFolder, 'broken', '(identifier) @name\n\n(no_such_node) @x\n');
    const files = [write('a.py'), { ...write('b.broken'), language: 'broken' }, write('c.py')];
    const parsed = await parse(files, { languagesFolder });
    expect([...parsed].map(([path, { reason }]) => [path, reason]).sort()).toEqual([
      ['a.py', ''],
      ['b.broken', 'parser_failed'],
      ['c.py', ''],
    ]);
    expect(pool?.takeErrors()).toEqual([
      expect.stringMatching(/broken[/\\]query\.scm:3: .*no_such_node/),
    ]);
  });

  it('stops between batches when aborted, and goes on later', async () => {
    const files = many(600);
    pool = createParsePool();
    const stop = new AbortController();
    let count = 0;
    const running = pool.parse(root, files, {
      signal: stop.signal,
      handOver() {
        count += 1;
        stop.abort(new Error('enough'));
      },
    });
    await expect(running).rejects.toThrow('enough');
    expect(count).toBeLessThan(600);
    const again = new Set<string>();
    await pool.parse(root, files, { handOver: ({ path }) => again.add(path) });
    expect(again.size).toBe(600);
  });

  it('replaces threads whose parser has grown', async () => {
    // Three batches, of which one thread has two at a time: the third comes to a new one.
    const parsed = await parse(many(500), { threads: 1, wasmBytesLimit: 1 });
    expect([...parsed.values()].filter(({ status }) => status === 'indexed')).toHaveLength(500);
  });
});
