import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createParser } from 'eventsource-parser';
import { startEngine } from '../../src/main/engine.ts';
import { spread } from '../measure/percentile.ts';
import { createPoster } from '../measure/post-json.ts';
import { printTable } from '../measure/print-table.ts';
import { runPeers } from '../measure/run-peers.ts';
import { inScratchFolder } from '../measure/scratch-folder.ts';
import { startServe } from '../measure/serve-process.ts';
import { timeFlush } from '../measure/time-flush.ts';

/**
 * P4: from handing over a job card to the durable event that says its task runs, on an idle engine:
 * the card's transaction, the decision, the lease's transaction. Bar: P95 <= 5 ms. Peer: BullMQ
 * from add to the idle worker.
 */

const { values } = parseArgs({
  options: {
    tasks: { type: 'string', default: '600' },
    'no-peers': { type: 'boolean', default: false },
  },
});

const COUNT = Number(values.tasks);
// The first ones warm up compiler, caches and connections.
const WARM_UP = 50;
const PAUSE_MS = 4;
const CARD = { project_id: 1, run_id: 'latency', lane: 'Code-Impl', kind: 'external' } as const;
const RECEIPT = {
  run_id: 'latency',
  lane: 'Code-Impl',
  provider: 'bench',
  time_ms: 1,
  cost_usd: 0,
  status: 'succeeded',
} as const;

/** How one way of calling adds a card, ends a task and receives a start. */
interface Way {
  add(): Promise<string>;
  end(taskId: string): Promise<void>;
  /** When the start of a task was received. */
  starts: Map<string, number>;
  received: { wake: () => void };
}

/** One task at a time: added, seen running, ended, and a short rest. */
async function measure(way: Way): Promise<number[]> {
  const samples: number[] = [];
  for (let n = 0; n < WARM_UP + COUNT; n++) {
    const began = performance.now();
    const taskId = await way.add();
    samples.push((await startOf(way, taskId)) - began);
    await way.end(taskId);
    await delay(PAUSE_MS);
  }
  return samples.slice(WARM_UP);
}

async function startOf(way: Way, taskId: string): Promise<number> {
  for (;;) {
    const at = way.starts.get(taskId);
    if (at !== undefined) return at;
    await new Promise<void>((resolve) => (way.received.wake = resolve));
  }
}

function note(
  way: Pick<Way, 'starts' | 'received'>,
  event: { type: string; task_id: string | null },
) {
  if (event.type !== 'task.running' || event.task_id === null) return;
  way.starts.set(event.task_id, performance.now());
  way.received.wake();
}

function inProcess(): Promise<number[]> {
  return inScratchFolder(async (dataDir) => {
    const engine = await startEngine({ dataDir });
    const { pas } = engine.handlers;
    const call = { actor: 'local', requester: 'local_user' } as const;
    const card = {
      ...CARD,
      priority: 0.5,
      ci_width_hint: 0.3,
      deps: [],
      payload: {},
      budget_usd: 0,
    };
    const tokens = { tokens_in: 0, tokens_out: 0, tokens_think: 0, tokens_tool_use: 0 };
    const way: Way = {
      starts: new Map(),
      received: { wake: () => undefined },
      add: async () => (await pas.submitJobcard(card, call)).task_id,
      end: async (taskId) => {
        await pas.storeReceipt({ ...RECEIPT, ...tokens, task_id: taskId }, call);
      },
    };
    engine.events((events) => events.forEach((event) => note(way, event)));
    await pas.startRun(
      { ...CARD, run_kind: 'baseline', rehearsal_pct: 0, breach_policy: 'pause' },
      call,
    );
    try {
      return await measure(way);
    } finally {
      await engine.stop();
    }
  });
}

function overHttp(): Promise<number[]> {
  return inScratchFolder(async (dataDir) => {
    const serve = await startServe(dataDir);
    const { post, close } = createPoster(serve.pas);
    const way: Way = {
      starts: new Map(),
      received: { wake: () => undefined },
      add: async () => ((await post('/pas/v1/jobcards', CARD)) as { task_id: string }).task_id,
      end: async (taskId) => {
        await post('/pas/v1/receipts', { ...RECEIPT, task_id: taskId });
      },
    };
    const listening = new AbortController();
    const stream = await listen(serve.pas, way, listening.signal);
    await post('/pas/v1/runs/start', { project_id: CARD.project_id, run_id: CARD.run_id });
    try {
      return await measure(way);
    } finally {
      listening.abort();
      await stream.ended;
      close();
      await serve.stop();
    }
  });
}

/** Follows the event stream; the returned promise settles when the signal ended it. */
async function listen(
  url: string,
  way: Way,
  signal: AbortSignal,
): Promise<{ ended: Promise<void> }> {
  const response = await fetch(`${url}/pas/v1/events`, { signal });
  if (response.body === null) throw new Error('the event stream has no body');
  const parser = createParser({
    onEvent: ({ data }) => note(way, JSON.parse(data) as { type: string; task_id: string | null }),
  });
  return { ended: read(response.body, (chunk) => parser.feed(chunk), signal) };
}

async function read(
  body: ReadableStream<Uint8Array>,
  feed: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const decoder = new TextDecoder();
  try {
    for await (const chunk of body) feed(decoder.decode(chunk, { stream: true }));
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

const flush = await timeFlush();
const rows = [
  { what: 'slipway, in process', ...spread(await inProcess()) },
  { what: 'slipway, over HTTP, heard on the event stream', ...spread(await overHttp()) },
];
const peers = values['no-peers']
  ? { figures: [], leftOut: [] }
  : await runPeers<{ peer: string; samplesMs: number[] }>('latency', { tasks: WARM_UP + COUNT });
for (const { peer, samplesMs } of peers.figures)
  rows.push({ what: `${peer}, add to active`, ...spread(samplesMs) });
console.log(
  `P4: add to start, ${COUNT} tasks one at a time, ms (bar: P95 <= 5); a durable 4 KiB write takes ${flush.p50.toFixed(2)} ms, P95 ${flush.p95.toFixed(2)}`,
);
printTable(
  rows.map(({ what, p50, p95, p99 }) => ({
    what,
    P50: p50.toFixed(2),
    P95: p95.toFixed(2),
    P99: p99.toFixed(2),
  })),
);
for (const { peer, leftOut } of peers.leftOut) console.log(`  ${peer} left out: ${leftOut}`);
console.log(JSON.stringify({ bench: 'P4', tasks: COUNT, flushMs: flush, rows }));
