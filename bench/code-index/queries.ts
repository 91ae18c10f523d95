// Answers over HTTP, 50 at a time, from a generated tree: the four questions, each about many
// different symbols, files and texts.
//
//   npm run bench -- code-index/queries [--files 1280] [--lines 300000] [--seconds 8]
//     [--connections 50]
//
// Bars: where_defined and who_calls P95 <= 10 ms, impact_set (whole closure) P95 <= 15 ms,
// nearest_neighbors P95 <= 60 ms.
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import { postOnce } from '../measure/post-once.ts';
import { printTable } from '../measure/print-table.ts';
import { percentile } from '../measure/percentile.ts';
import { inScratchFolder } from '../measure/scratch-folder.ts';
import { startServe } from '../measure/serve-process.ts';
import { generateTree } from './generate-tree.ts';

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '1280' },
    lines: { type: 'string', default: '300000' },
    seconds: { type: 'string', default: '8' },
    connections: { type: 'string', default: '50' },
    questions: { type: 'string', default: '300' },
  },
});

/**
 * Different questions of each kind; fewer than are asked in the time means that most are repeats,
 * which are kept.
 */
const QUESTIONS = Number(values.questions);

interface Snapshot {
  symbols: { id: string; file: string; kind: string; name: string; qualified: string }[];
  edges: { from: string; to: string; kind: string }[];
}

interface Row {
  question: string;
  connections: number;
  perSecond: number;
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
  failed: number;
}

/** Every n-th, so that a few hundred come from all over the tree. */
function sample<T>(list: readonly T[], count: number): T[] {
  const step = Math.max(1, Math.floor(list.length / count));
  return list.filter((_, at) => at % step === 0).slice(0, count);
}

function questions(snapshot: Snapshot): Record<string, Record<string, string>[]> {
  const functions = snapshot.symbols.filter(
    ({ kind, name }) => name !== '' && (kind === 'function' || kind === 'method'),
  );
  const called = new Set(snapshot.edges.filter(({ kind }) => kind === 'calls').map(({ to }) => to));
  const targets = sample(
    functions.filter(({ id }) => called.has(id)),
    300,
  );
  const files = sample([...new Set(snapshot.symbols.map(({ file }) => file))], QUESTIONS);
  return {
    where_defined: sample(functions, QUESTIONS).map(({ name }) => ({ symbol: name })),
    who_calls: targets.map(({ qualified }) => ({ symbol: qualified })),
    'impact_set of a symbol': targets.map(({ qualified }) => ({ symbol: qualified })),
    'impact_set of a file': files.map((file) => ({ file })),
    nearest_neighbors: sample(functions, QUESTIONS).map(({ name }) => ({
      snippet: `${name.replaceAll('_', ' ')} and return the result`,
    })),
  };
}

async function ask(url: string, question: string, asked: Record<string, string>[]): Promise<Row[]> {
  const kind = question.split(' ')[0] ?? '';
  const requests = asked.map((fields) => ({
    method: 'GET' as const,
    path: `/query?${new URLSearchParams({ kind, ...fields }).toString()}`,
  }));
  const rows: Row[] = [];
  for (const connections of [1, Number(values.connections)]) {
    const { result, times } = await fire({ url, requests, connections });
    rows.push({
      question,
      connections,
      perSecond: Math.round(result.requests.average),
      p50Ms: round(percentile(times, 0.5)),
      p95Ms: round(percentile(times, 0.95)),
      p99Ms: round(percentile(times, 0.99)),
      failed: result.non2xx + result.errors + result.timeouts,
    });
  }
  return rows;
}

/** autocannon's own percentiles are whole milliseconds, so every answer's time is kept. */
function fire(
  load: Pick<autocannon.Options, 'url' | 'requests' | 'connections'>,
): Promise<{ result: autocannon.Result; times: number[] }> {
  const times: number[] = [];
  const { requests = [], connections = 1 } = load;
  return new Promise((resolve, reject) => {
    let clients = 0;
    // Every connection begins elsewhere in the list, or they would all ask the same at the same
    // time.
    const setupClient = (client: autocannon.Client): void => {
      const from = Math.floor((clients++ * requests.length) / connections);
      client.setRequests([...requests.slice(from), ...requests.slice(0, from)]);
    };
    autocannon(
      { ...load, setupClient, duration: Number(values.seconds) },
      (error: unknown, result) => {
        if (error === null || error === undefined) resolve({ result, times });
        else reject(error instanceof Error ? error : new Error(String(error)));
      },
    ).on('response', (_client, _status, _bytes, elapsedMs) => times.push(elapsedMs));
  });
}

const round = (ms: number): number => Math.round(ms * 10) / 10;

await inScratchFolder(async (scratch) => {
  const repo = path.join(scratch, 'tree');
  const made = generateTree(repo, {
    files: Number(values.files),
    lines: Number(values.lines),
    seed: 2,
  });
  execFileSync('git', ['init', '--quiet'], { cwd: repo });
  const service = await startServe(path.join(scratch, 'data'));
  try {
    const { symbols, edges } = await postOnce<{ symbols: number; edges: number }>(
      `${service.rag}/refresh`,
      { repo },
    );
    console.log(`${made.lines} lines in ${made.files} files: ${symbols} symbols, ${edges} edges`);
    const snapshot = (await (await fetch(`${service.rag}/snapshot`)).json()) as Snapshot;
    const rows: Row[] = [];
    for (const [question, asked] of Object.entries(questions(snapshot)))
      rows.push(...(await ask(service.rag, question, asked)));
    printTable(rows.map((row) => ({ ...row })));
    console.log(JSON.stringify({ bench: 'code-index/queries', lines: made.lines, symbols, rows }));
  } finally {
    await service.stop();
  }
});
