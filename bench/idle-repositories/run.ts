// What repositories cost that nobody uses: threads, descriptors and memory of the built engine with
// many tiny ones, awake and at rest, and how soon a large one answers again.
//
//   npm run bench -- idle-repositories [--count 20] [--lines 800000]
//
// Without the large one: --lines 0.
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createClient } from '../../src/shared/client.ts';
import type { AllClients } from '../../src/shared/contract/contract.ts';
import { createHttpTransport } from '../../src/shared/http-transport.ts';
import { generateTree } from '../code-index/generate-tree.ts';
import { printTable } from '../measure/print-table.ts';
import { inScratchFolder } from '../measure/scratch-folder.ts';
import { startServe, type ServeProcess } from '../measure/serve-process.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '20' },
    lines: { type: 'string', default: '800000' },
  },
});
type Rag = AllClients['rag'];
type Health = Awaited<ReturnType<Rag['indexHealth']>>;

// Long enough for all repositories to be awake at once, however slowly they are opened.
const REST_SECONDS = '60';
// Pages of an ended thread are kept for the next one for a while.
const V8_KEEPS_MS = 30_000;
const LONGEST_MS = 1_800_000;

function clientOf(rag: string): Rag {
  const transport = createHttpTransport({
    fetch,
    baseUrl: () => rag,
    createDecoder: () => new TextDecoder(),
    wait: (ms) => wait(ms),
  });
  return createClient(transport).rag;
}

async function until(rag: Rag, repo: string, isWanted: (health: Health) => boolean) {
  for (const endMs = Date.now() + LONGEST_MS; Date.now() < endMs; await wait(25)) {
    const health = await rag.indexHealth({ repo });
    if (isWanted(health)) return health;
  }
  throw new Error(`${repo} is not as it should be after ${LONGEST_MS / 60_000} minutes`);
}

const isFresh = ({ freshness_s: behindS, watched }: Health): boolean => behindS === 0 && watched;
const rests = ({ state }: Health): boolean => state === 'resting';

/** Threads, descriptors and resident memory. */
function look({ pid }: ServeProcess, what: string) {
  const count = (list: string): number => readdirSync(`/proc/${pid}/${list}`).length;
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const rssMb = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024;
  return { what, threads: count('task'), descriptors: count('fd'), 'RSS MB': Math.round(rssMb) };
}

async function tiny(folder: string): Promise<void> {
  const service = await startServe(join(folder, 'tiny-data'), {
    env: { SLIPWAY_INDEX_REST_SECONDS: REST_SECONDS },
  });
  try {
    const rag = clientOf(service.rag);
    const rows = [look(service, 'no repository')];
    const repos = Array.from({ length: Number(values.count) }, (_, n) => {
      const repo = join(folder, `tiny-${n}`);
      mkdirSync(repo);
      writeFileSync(join(repo, 'shop.py'), `def pay${n}(items):\n    return sum(items)\n`);
      execFileSync('git', ['init', '--quiet', repo]);
      return repo;
    });
    for (const repo of repos) await rag.refreshIndex({ repo });
    for (const repo of repos) await until(rag, repo, isFresh);
    rows.push(look(service, `${repos.length} tiny ones awake`));
    for (const repo of repos) await until(rag, repo, rests);
    await wait(V8_KEEPS_MS);
    rows.push(look(service, `${repos.length} tiny ones at rest`));
    printTable(rows);
  } finally {
    await service.stop();
  }
}

/** From the question to its answer over HTTP. */
async function timeQuestion(rag: Rag, symbol: string) {
  const began = performance.now();
  const { results, fresh } = await rag.queryIndex({ kind: 'where_defined', symbol });
  return { ms: Math.round(performance.now() - began), found: results.length, fresh };
}

async function large(folder: string): Promise<void> {
  const repo = join(folder, 'large');
  const lines = Number(values.lines);
  generateTree(repo, { files: Math.round(lines / 225), lines, seed: 1 });
  execFileSync('git', ['init', '--quiet', repo]);
  const file = readdirSync(repo, { recursive: true, encoding: 'utf8' }).find((path) =>
    /\d\.py$/.test(path),
  );
  const service = await startServe(join(folder, 'large-data'), {
    env: { SLIPWAY_INDEX_REST_SECONDS: REST_SECONDS },
  });
  try {
    const rag = clientOf(service.rag);
    await rag.refreshIndex({ repo });
    const health = await until(rag, repo, isFresh);
    const rows = [look(service, 'the large one awake')];
    await until(rag, repo, rests);
    await wait(V8_KEEPS_MS);
    rows.push(look(service, 'the large one at rest'));
    console.log(`\n${health.files} files, ${health.lines} lines, ${health.symbols} symbols`);
    printTable(rows);
    const first = await timeQuestion(rag, 'step_0');
    const asked = performance.now();
    await until(rag, repo, isFresh);
    const freshMs = Math.round(performance.now() - asked);
    await until(rag, repo, rests);
    const saved = performance.now();
    appendFileSync(join(repo, file ?? ''), '\n\ndef saved_while_it_rested():\n    return 1\n');
    let said = await timeQuestion(rag, 'saved_while_it_rested');
    const before = said.fresh;
    while (said.found === 0) said = await timeQuestion(rag, 'saved_while_it_rested');
    const definedMs = Math.round(performance.now() - saved);
    await until(rag, repo, isFresh);
    printTable([
      { what: 'first question after rest', ms: first.ms, fresh: String(first.fresh), bar: 500 },
      { what: '… until it is fresh', ms: freshMs, fresh: 'true', bar: '' },
      {
        what: 'first save after rest → answer from it',
        ms: definedMs,
        fresh: `${String(before)} until then, ${String(said.fresh)} with it`,
        bar: 3000,
      },
      {
        what: '… until callers and impact are fresh, too',
        ms: Math.round(performance.now() - saved),
        fresh: 'false until then',
        bar: '',
      },
    ]);
  } finally {
    await service.stop();
  }
}

await inScratchFolder(async (folder) => {
  await tiny(folder);
  if (Number(values.lines) > 0) await large(folder);
});
