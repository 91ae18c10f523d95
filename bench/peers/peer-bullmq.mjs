// BullMQ: jobs added in bulk before the clock starts, then one worker with the given concurrency
// and no-op jobs.
import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';

const BULK = 1000;

export const variants = [{ what: 'worker', durable: true, drain }];

async function drain({ tasks, slots, address }) {
  const connection = connectTo(address);
  const name = randomUUID();
  const queue = new Queue(name, { connection });
  for (let at = 0; at < tasks; at += BULK) {
    const count = Math.min(BULK, tasks - at);
    await queue.addBulk(Array.from({ length: count }, () => ({ name: 'noop', data: {} })));
  }
  const done = Promise.withResolvers();
  const worker = new Worker(name, async () => undefined, {
    connection,
    concurrency: slots,
    autorun: false,
  });
  let ended = 0;
  worker.on('completed', () => {
    if (++ended === tasks) done.resolve();
  });
  worker.on('error', done.reject);
  await worker.waitUntilReady();
  const began = performance.now();
  worker.run().catch(done.reject);
  await done.promise;
  const elapsedMs = performance.now() - began;
  await worker.close();
  await queue.obliterate({ force: true });
  await queue.close();
  connection.disconnect();
  return (1000 * tasks) / elapsedMs;
}

/** From the call of `add` to the moment an idle worker has the job in its hands, ms. */
export async function measureLatency({ tasks, address }) {
  const connection = connectTo(address);
  const name = randomUUID();
  const queue = new Queue(name, { connection });
  const started = new Map();
  const worker = new Worker(
    name,
    async (job) => {
      started.get(job.data.at)?.(performance.now());
    },
    { connection, concurrency: 64 },
  );
  await worker.waitUntilReady();
  const samples = [];
  for (let at = 0; at < tasks; at++) {
    const start = new Promise((resolve) => started.set(at, resolve));
    const began = performance.now();
    await queue.add('noop', { at });
    samples.push((await start) - began);
    await delay(2);
  }
  await worker.close();
  await queue.close();
  connection.disconnect();
  // The first adds load the scripts into Redis.
  return samples.slice(20);
}

function connectTo(address) {
  return new Redis({ host: '127.0.0.1', port: Number(address), maxRetriesPerRequest: null });
}
