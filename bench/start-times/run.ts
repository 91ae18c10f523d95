import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { percentile } from '../measure/percentile.ts';
import { printTable } from '../measure/print-table.ts';
import { inScratchFolder } from '../measure/scratch-folder.ts';

/**
 * P7: how long a person waits for `vp` and for the service, from the start of the process, with
 * warm file caches. Bars: `vp help` <= 150 ms, `vp status` <= 250 ms, service ready <= 1.5 s.
 */

const { values } = parseArgs({ options: { repeats: { type: 'string', default: '30' } } });
const REPEATS = Number(values.repeats);
const VP = fileURLToPath(new URL('../../bin/vp', import.meta.url));
const FREE_PORTS = ['pas', 'plms', 'rag', 'rpc', 'hmi'].flatMap((name) => [`--${name}-port`, '0']);

interface Row {
  what: string;
  barMs: number;
  samplesMs: number[];
}

function environment(folder: string): NodeJS.ProcessEnv {
  return { ...process.env, HOME: folder, SLIPWAY_DATA: `${folder}/data` };
}

/** Whole life of a command, output included; a failing command fails the bench. */
function timeCommand(args: readonly string[], env: NodeJS.ProcessEnv): number {
  const began = performance.now();
  execFileSync(VP, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  return performance.now() - began;
}

function repeat(measure: () => number): number[] {
  measure();
  return Array.from({ length: REPEATS }, measure);
}

interface Served {
  readyMs: number;
  stop(): Promise<void>;
}

/** Starts the service; ready is when /health answers ok. */
async function serve(folder: string): Promise<Served> {
  const began = performance.now();
  const child = spawn(VP, ['--json', 'serve', ...FREE_PORTS], {
    env: environment(folder),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const { pas } = JSON.parse(line) as { pas: string };
  const response = await fetch(`${pas}/health`);
  if (!response.ok) throw new Error(`/health answered ${response.status}`);
  const readyMs = performance.now() - began;
  return {
    readyMs,
    async stop() {
      const closed = once(child, 'close');
      child.kill('SIGTERM');
      await closed;
    },
  };
}

async function timeServe(folder: string): Promise<number[]> {
  const samples: number[] = [];
  for (let n = 0; n <= REPEATS / 3; n++) {
    const served = await serve(folder);
    await served.stop();
    samples.push(served.readyMs);
  }
  return samples.slice(1);
}

const rows = await inScratchFolder(async (folder): Promise<Row[]> => {
  const env = environment(folder);
  const help = repeat(() => timeCommand(['help'], env));
  const ready = await timeServe(folder);
  const served = await serve(folder);
  try {
    timeCommand(['new', '--name', 'bench'], env);
    const status = repeat(() => timeCommand(['status'], env));
    return [
      { what: 'vp help', barMs: 150, samplesMs: help },
      { what: 'vp status, engine running', barMs: 250, samplesMs: status },
      { what: 'vp serve until /health answers', barMs: 1500, samplesMs: ready },
    ];
  } finally {
    await served.stop();
  }
});
const figures = rows.map(({ what, barMs, samplesMs }) => ({
  what,
  n: samplesMs.length,
  'median ms': Math.round(percentile(samplesMs, 0.5)),
  'P95 ms': Math.round(percentile(samplesMs, 0.95)),
  'bar ms': barMs,
}));
console.log('P7: start times');
printTable(figures);
console.log(JSON.stringify({ bench: 'P7', figures }));
