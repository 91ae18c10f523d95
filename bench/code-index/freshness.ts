// How long a saved file takes until the built service answers from it, and how long a refresh takes
// when nothing changed.
//
//   npm run bench -- code-index/freshness [--tree FOLDER | --lines 300000] [--saves 60]
import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createClient } from '../../src/shared/client.ts';
import type { AllClients } from '../../src/shared/contract/contract.ts';
import { createHttpTransport } from '../../src/shared/http-transport.ts';
import { spread } from '../measure/percentile.ts';
import { printTable } from '../measure/print-table.ts';
import { inScratchFolder } from '../measure/scratch-folder.ts';
import { startServe } from '../measure/serve-process.ts';
import { generateTree } from './generate-tree.ts';

const { values } = parseArgs({
  options: {
    tree: { type: 'string' },
    lines: { type: 'string', default: '300000' },
    saves: { type: 'string', default: '60' },
  },
});
type Rag = AllClients['rag'];

function clientOf(rag: string): Rag {
  const transport = createHttpTransport({
    fetch,
    baseUrl: () => rag,
    createDecoder: () => new TextDecoder(),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
  return createClient(transport).rag;
}

function makeTree(repo: string): void {
  const lines = Number(values.lines);
  if (values.tree === undefined)
    generateTree(repo, { files: Math.round(lines / 225), lines, seed: 1 });
  else cpSync(values.tree, repo, { recursive: true });
  execFileSync('git', ['init', '--quiet', repo]);
}

function pythonFiles(repo: string): string[] {
  return readdirSync(repo, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.py'),
  );
}

/** The events of the index, one after the other, from now on. */
function listen(rag: Rag) {
  const ending = new AbortController();
  const events = rag.indexEvents({}, ending.signal)[Symbol.asyncIterator]();
  return {
    async until(isWanted: (event: { fresh: boolean; generation: number }) => boolean) {
      for (;;) {
        const { value, done } = await events.next();
        if (done === true) throw new Error('the service ended its events');
        if (isWanted(value)) return value;
      }
    },
    close: () => ending.abort(),
  };
}

/** From the write to the answer that holds the new function. */
async function timeSaves(rag: Rag, repo: string): Promise<number[]> {
  const events = listen(rag);
  const files = pythonFiles(repo);
  let { generation } = await events.until((event) => event.fresh);
  const samplesMs: number[] = [];
  for (let n = 0; n < Number(values.saves); n += 1) {
    const file = files[(n * 7919) % files.length] ?? '';
    const began = performance.now();
    appendFileSync(join(repo, file), `\n\ndef probe_${n}():\n    return ${n}\n`);
    const before = generation;
    ({ generation } = await events.until((event) => event.generation > before));
    const { results } = await rag.queryIndex({ kind: 'where_defined', symbol: `probe_${n}` });
    if (results.length !== 1) throw new Error(`probe_${n} is not in the index`);
    samplesMs.push(performance.now() - began);
    await events.until((event) => event.fresh);
  }
  events.close();
  return samplesMs;
}

async function timeNoChange(rag: Rag): Promise<number[]> {
  const samplesMs: number[] = [];
  for (let n = 0; n < 50; n += 1) {
    const began = performance.now();
    const { files_changed: changed } = await rag.refreshIndex({});
    if (changed !== 0) throw new Error('a refresh found changes where none were made');
    samplesMs.push(performance.now() - began);
  }
  return samplesMs;
}

await inScratchFolder(async (folder) => {
  const repo = join(folder, 'repo');
  makeTree(repo);
  const service = await startServe(join(folder, 'data'), { args: ['--repo', repo] });
  try {
    const rag = clientOf(service.rag);
    const events = listen(rag);
    await events.until((event) => event.fresh);
    events.close();
    const { lines, files } = await rag.indexHealth({});
    console.log(`${files} files, ${lines} lines`);
    const rows = [
      { what: 'saved file → answer from it, ms', samples: await timeSaves(rag, repo), bar: 120 },
      { what: 'refresh without a change, ms', samples: await timeNoChange(rag), bar: 30 },
    ];
    printTable(
      rows.map(({ what, samples, bar }) => {
        const { p50, p95 } = spread(samples);
        return { what, p50: Math.round(p50), p95: Math.round(p95), 'bar (p95)': bar };
      }),
    );
  } finally {
    await service.stop();
  }
});
