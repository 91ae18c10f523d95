import { parseArgs } from 'node:util';
import { median } from '../measure/percentile.ts';
import { printTable } from '../measure/print-table.ts';
import { runPeers } from '../measure/run-peers.ts';
import { inScratchFolder } from '../measure/scratch-folder.ts';
import { timeFlush } from '../measure/time-flush.ts';
import { drainOurs, type Drained } from './drain-ours.ts';

/**
 * P1: lease and complete no-op tasks durably, with fair shares over eight projects of weights 1 to
 * 8. Bars: >= 5,000 tasks/s, and >= 1x every durable peer that leases and completes job by job.
 */

const { values } = parseArgs({
  options: {
    tasks: { type: 'string', default: '10000' },
    slots: { type: 'string', default: '64,256' },
    repeats: { type: 'string', default: '3' },
    'no-peers': { type: 'boolean', default: false },
  },
});

interface PeerRate {
  peer: string;
  what: string;
  durable: boolean;
  slots: number;
  tasksPerSecond: number;
}

async function measureOurs(slots: number): Promise<Drained> {
  const runs: Drained[] = [];
  for (let n = 0; n < Number(values.repeats); n++)
    runs.push(
      await inScratchFolder((folder) => drainOurs(folder, { tasks: Number(values.tasks), slots })),
    );
  return {
    tasksPerSecond: median(runs.map((run) => run.tasksPerSecond)),
    addsPerSecond: median(runs.map((run) => run.addsPerSecond)),
    jain: Math.min(...runs.map((run) => run.jain)),
  };
}

const flush = await timeFlush();
const ours = [];
for (const slots of values.slots.split(',').map(Number))
  ours.push({ slots, ...(await measureOurs(slots)) });
const { tasks, slots, repeats } = values;
const peers = values['no-peers']
  ? { figures: [], leftOut: [] }
  : await runPeers<PeerRate>('throughput', { tasks, slots, repeats });
const rates: PeerRate[] = [
  ...ours.map((row) => ({
    peer: 'slipway',
    what: `fair share, Jain ${row.jain.toFixed(4)}, adds ${Math.round(row.addsPerSecond)}/s`,
    durable: true,
    slots: row.slots,
    tasksPerSecond: row.tasksPerSecond,
  })),
  ...peers.figures,
];
console.log(
  `P1: ${tasks} no-op tasks, median of ${repeats} (bars: >= 5000/s, >= 1x every durable peer); a durable 4 KiB write takes ${flush.p50.toFixed(2)} ms, P95 ${flush.p95.toFixed(2)}`,
);
printTable(
  rates.map((row) => ({
    queue: row.peer,
    'tasks/s': Math.round(row.tasksPerSecond),
    slots: row.slots,
    durable: row.durable ? 'yes' : 'no',
    how: row.what,
  })),
);
for (const { peer, leftOut } of peers.leftOut) console.log(`  ${peer} left out: ${leftOut}`);
console.log(JSON.stringify({ bench: 'P1', tasks: Number(tasks), flushMs: flush, ours, peers }));
