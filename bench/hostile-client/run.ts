import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { seedLedger } from '../http-load/seed-ledger.ts';
import { percentile } from '../measure/percentile.ts';
import { printTable } from '../measure/print-table.ts';
import { residentPeakMb } from '../measure/run-measured.ts';
import { inScratchFolder } from '../measure/scratch-folder.ts';
import { startServe } from '../measure/serve-process.ts';
import { ATTACKS } from './attacks.ts';
import { seedEvents } from './seed-events.ts';
import { seedLog } from './seed-log.ts';

/**
 * One hostile client at a time beside a healthy one, each in a process of its own. Bar: the healthy
 * client's P95 is at most twice what it is without the hostile one, measured right before and right
 * after, and none of its calls fails.
 */

const { values, positionals } = parseArgs({
  options: {
    seconds: { type: 'string', default: '5' },
    runs: { type: 'string', default: '1000' },
    events: { type: 'string', default: '1000000' },
  },
  allowPositionals: true,
});

const BAR = 2;
const WARM_UP_MS = 1000;
/** A call without an answer has failed. */
const CALL_LIMIT_MS = 10_000;

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** One call of the healthy client over its kept connection; its time in ms. */
async function call(url: string, path: string, body?: string): Promise<number> {
  const startMs = performance.now();
  const signal = AbortSignal.timeout(CALL_LIMIT_MS);
  const sent = request(url + path, {
    agent,
    signal,
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json' },
  });
  sent.end(body);
  const [response] = (await once(sent, 'response', { signal })) as [IncomingMessage];
  response.resume();
  await once(response, 'end', { signal });
  if (response.statusCode !== 200 && response.statusCode !== 201) {
    throw new Error(`${path} was answered ${response.statusCode}`);
  }
  return performance.now() - startMs;
}

interface Healthy {
  times: number[];
  failed: number;
}

/** What a person's tools do: health, a list, a run's status, and a card. */
async function beHealthy(url: string, ms: number): Promise<Healthy> {
  const card = JSON.stringify({
    project_id: 1,
    run_id: 'healthy',
    lane: 'Code-Impl',
    kind: 'external',
    payload: { title: 'A card' },
    budget_usd: 0,
  });
  const calls: [string, string?][] = [
    ['/health'],
    ['/pas/v1/runs?limit=20'],
    ['/pas/v1/runs/status?run_id=run-0001'],
    ['/pas/v1/jobcards', card],
  ];
  const healthy: Healthy = { times: [], failed: 0 };
  const endMs = performance.now() + ms;
  for (let n = 0; performance.now() < endMs; n++) {
    const [path, body] = calls[n % calls.length] ?? ['/health'];
    try {
      healthy.times.push(await call(url, path, body));
    } catch {
      healthy.failed++;
    }
  }
  return healthy;
}

interface Attacking {
  stop(): Promise<void>;
}

async function startAttack(name: string, pas: string, rpc: string): Promise<Attacking> {
  const file = fileURLToPath(new URL('attack.ts', import.meta.url));
  const argv = [file, name, new URL(pas).port, new URL(rpc).port];
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null;
  await Promise.race([once(child.stdout, 'data'), closed]);
  return {
    async stop() {
      if (isOver()) throw new Error(`The hostile client “${name}” ended by itself.`);
      child.kill('SIGKILL');
      await closed;
    },
  };
}

const names = positionals.length > 0 ? positionals : Object.keys(ATTACKS);
const ms = Number(values.seconds) * 1000;
const rows = await inScratchFolder(async (dataDir) => {
  await seedLedger(dataDir, { runs: Number(values.runs), tasksPerRun: 100, openRuns: 50 });
  await seedEvents(dataDir, Number(values.events));
  await seedLog(dataDir, 'run-0001');
  const serve = await startServe(dataDir);
  const measured = [];
  try {
    await beHealthy(serve.pas, WARM_UP_MS);
    for (const name of names) {
      const before = await beHealthy(serve.pas, ms);
      const attack = await startAttack(name, serve.pas, serve.rpc);
      await beHealthy(serve.pas, WARM_UP_MS);
      const during = await beHealthy(serve.pas, ms);
      await attack.stop();
      await beHealthy(serve.pas, WARM_UP_MS);
      const after = await beHealthy(serve.pas, ms);
      const alone = percentile([...before.times, ...after.times], 0.95);
      const beside = percentile(during.times, 0.95);
      measured.push({
        'hostile client': name,
        'alone P95 ms': Number(alone.toFixed(2)),
        'beside it P95 ms': Number(beside.toFixed(2)),
        ratio: Number((beside / alone).toFixed(2)),
        failed: during.failed,
        'engine MB': Math.round(residentPeakMb(serve.pid) ?? 0),
      });
      console.error(`${name}: ${alone.toFixed(2)} ms alone, ${beside.toFixed(2)} ms beside it`);
    }
  } finally {
    agent.destroy();
    await serve.stop();
  }
  return measured;
});
console.log(`A healthy client beside one hostile client (bar: P95 <= ${BAR} times, none failed)`);
printTable(rows);
console.log(JSON.stringify({ bench: 'hostile-client', rows }));
if (rows.some((row) => row.ratio > BAR || row.failed > 0)) process.exitCode = 1;
