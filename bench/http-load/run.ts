import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import { inScratchFolder } from '../measure/scratch-folder.ts';
import { printTable } from '../measure/print-table.ts';
import { startServe } from '../measure/serve-process.ts';
import { seedLedger } from './seed-ledger.ts';

/**
 * P5: the engine in a process of its own with 100,000 tasks stored, the load generator in this one.
 * Bars: mixed reads >= 2,000/s with P99 <= 50 ms; job cards (FULL sync) >= 500/s with P99 <= 100
 * ms.
 */

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '10' },
    connections: { type: 'string', default: '16' },
    profile: { type: 'string' },
  },
});

const TASKS_PER_RUN = 100;
const OPEN_RUNS = 50;
const JSON_TYPE = { 'content-type': 'application/json' };

interface Load {
  what: string;
  requests: autocannon.Request[];
}

interface Row {
  what: string;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  failed: number;
}

function loads(runIds: readonly string[]): Load[] {
  const health = { method: 'GET', path: '/health' } as const;
  const portfolio = { method: 'GET', path: '/pas/v1/portfolio/status' } as const;
  const list = { method: 'GET', path: '/pas/v1/runs?limit=20' } as const;
  const every = Math.max(1, Math.floor(runIds.length / 40));
  const status = runIds
    .filter((_, at) => at % every === 0)
    .map((id) => ({ method: 'GET', path: `/pas/v1/runs/status?run_id=${id}` }) as const);
  return [
    { what: 'GET /health', requests: [health] },
    { what: 'GET /pas/v1/runs/status (100 tasks)', requests: status },
    { what: 'GET /pas/v1/portfolio/status', requests: [portfolio] },
    { what: 'GET /pas/v1/runs?limit=20', requests: [list] },
    {
      what: 'mixed reads (equal parts of the four)',
      requests: status.flatMap((one) => [health, one, portfolio, list]),
    },
    { what: 'POST /pas/v1/jobcards', requests: [card()] },
  ];
}

/**
 * Cards of outside work into a run that executes: leased up to the lane's cap, queued beyond it.
 */
function card(): autocannon.Request {
  const body = JSON.stringify({
    project_id: 99,
    run_id: 'written',
    lane: 'Code-Impl',
    kind: 'external',
    payload: { title: 'A card of the load' },
    budget_usd: 0,
  });
  return { method: 'POST', path: '/pas/v1/jobcards', headers: JSON_TYPE, body };
}

async function measure(url: string, { what, requests }: Load): Promise<Row> {
  const result = await autocannon({
    url,
    requests,
    connections: Number(values.connections),
    duration: Number(values.seconds),
  });
  return {
    what,
    perSecond: Math.round(result['2xx'] / result.duration),
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    failed: result.non2xx + result.errors + result.timeouts,
  };
}

async function startWrittenRun(url: string): Promise<void> {
  const response = await fetch(`${url}/pas/v1/runs/start`, {
    method: 'POST',
    headers: JSON_TYPE,
    body: JSON.stringify({ project_id: 99, run_id: 'written' }),
  });
  if (!response.ok) throw new Error(`the run was not started: ${await response.text()}`);
}

const rows = await inScratchFolder(async (dataDir) => {
  const runs = Number(values.runs);
  const runIds = await seedLedger(dataDir, {
    runs,
    tasksPerRun: TASKS_PER_RUN,
    openRuns: Math.min(OPEN_RUNS, runs),
  });
  const nodeArgs =
    values.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${values.profile}`];
  const serve = await startServe(dataDir, { nodeArgs });
  try {
    await startWrittenRun(serve.pas);
    const measured: Row[] = [];
    for (const load of loads(runIds)) measured.push(await measure(serve.pas, load));
    return measured;
  } finally {
    await serve.stop();
  }
});
const tasks = Number(values.runs) * TASKS_PER_RUN;
console.log(
  `P5: ${tasks} tasks stored, ${values.connections} connections (bars: mixed reads >= 2000/s with P99 <= 50 ms, writes >= 500/s with P99 <= 100 ms)`,
);
printTable(rows.map((row) => ({ ...row })));
console.log(JSON.stringify({ bench: 'P5', tasks, connections: Number(values.connections), rows }));
if (rows.some((row) => row.perSecond === 0 || row.failed > 0)) process.exitCode = 1;
