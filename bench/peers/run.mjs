// `node run.mjs [throughput|latency] --tasks N --slots 64,256 --repeats N`: one JSON line per
// figure on stdout. Every peer runs in a process of its own; what cannot be had is one line with
// `leftOut` and the reason.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { installPeers } from './install.mjs';
import { startPostgres, startRedis } from './servers.mjs';

const PEERS = [
  { name: 'bullmq', server: 'redis', modes: ['throughput', 'latency'] },
  { name: 'graphile-worker', server: 'postgres', modes: ['throughput'] },
  { name: 'pg-boss', server: 'postgres', modes: ['throughput'] },
  { name: 'p-queue', server: null, modes: ['throughput'] },
];

const STARTERS = { redis: startRedis, postgres: startPostgres };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    tasks: { type: 'string', default: '10000' },
    slots: { type: 'string', default: '64' },
    repeats: { type: 'string', default: '1' },
  },
});
const [mode = 'throughput'] = positionals;

async function measure(peer, address) {
  for (const slots of values.slots.split(',')) {
    const args = [peer.name, mode, values.tasks, slots, values.repeats, address];
    const file = fileURLToPath(new URL('measure.mjs', import.meta.url));
    const child = spawn(process.execPath, [file, ...args], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const code = await new Promise((resolve) => child.once('close', resolve));
    if (code !== 0) throw new Error(`${peer.name} ended with ${code}`);
  }
}

function leaveOut(peer, reason) {
  console.log(JSON.stringify({ peer: peer.name, leftOut: reason }));
}

const wanted = PEERS.filter((peer) => peer.modes.includes(mode));
const problem = installPeers();
if (problem !== null) {
  for (const peer of wanted) leaveOut(peer, problem);
} else {
  for (const kind of [null, ...Object.keys(STARTERS)]) {
    const peers = wanted.filter((peer) => peer.server === kind);
    if (peers.length === 0) continue;
    const server = kind === null ? { stop: async () => undefined } : await STARTERS[kind]();
    if (server.leftOut !== undefined) {
      for (const peer of peers) leaveOut(peer, server.leftOut);
      continue;
    }
    try {
      for (const peer of peers) await measure(peer, String(server.port ?? server.url ?? ''));
    } finally {
      await server.stop();
    }
  }
}
