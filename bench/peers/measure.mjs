// One peer at one concurrency: prints its figures as JSON lines. Started by run.mjs.
import { parseArgs } from 'node:util';

const [name, mode, tasks, slots, repeats, address] = parseArgs({
  allowPositionals: true,
}).positionals;
const peer = await import(`./peer-${name}.mjs`);
const given = { tasks: Number(tasks), slots: Number(slots), address };

function middle(samples) {
  return samples.toSorted((a, b) => a - b)[Math.floor((samples.length - 1) / 2)];
}

if (mode === 'throughput') {
  for (const { what, durable, drain } of peer.variants) {
    const rates = [];
    for (let n = 0; n < Number(repeats); n++) rates.push(await drain(given));
    const tasksPerSecond = middle(rates);
    console.log(JSON.stringify({ peer: name, what, durable, slots: given.slots, tasksPerSecond }));
  }
} else {
  console.log(JSON.stringify({ peer: name, samplesMs: await peer.measureLatency(given) }));
}
process.exit(0);
