// pg-boss: one job a fetch and a completion, and whole batches fetched and completed by one
// statement each.
import { performance } from 'node:perf_hooks';
import { randomUUID } from 'node:crypto';
import { PgBoss } from 'pg-boss';

const POOL = 24;
const BULK = 1000;

export const variants = [
  { what: 'one job at a time', durable: true, drain: (given) => withBoss(given, drainSingly) },
  { what: 'in batches', durable: true, drain: (given) => withBoss(given, drainInBatches) },
];

async function withBoss(given, drain) {
  const boss = new PgBoss({ connectionString: given.address, max: POOL, schedule: false });
  boss.on('error', (error) => console.error(error.message));
  await boss.start();
  const queue = randomUUID();
  await boss.createQueue(queue);
  for (let at = 0; at < given.tasks; at += BULK) {
    const count = Math.min(BULK, given.tasks - at);
    await boss.insert(
      queue,
      Array.from({ length: count }, () => ({ data: {} })),
    );
  }
  const began = performance.now();
  await drain(boss, queue, given);
  const elapsedMs = performance.now() - began;
  await boss.stop({ graceful: false });
  return (1000 * given.tasks) / elapsedMs;
}

/** As many loops as there are slots, each fetching one job and completing it. */
async function drainSingly(boss, queue, { slots }) {
  const loop = async () => {
    for (;;) {
      const [job] = await boss.fetch(queue);
      if (job === undefined) return;
      await boss.complete(queue, job.id);
    }
  };
  await Promise.all(Array.from({ length: slots }, loop));
}

/** The same with as many jobs in one fetch as there are slots. */
async function drainInBatches(boss, queue, { slots }) {
  for (;;) {
    const jobs = await boss.fetch(queue, { batchSize: slots });
    if (jobs.length === 0) return;
    await boss.complete(
      queue,
      jobs.map((job) => job.id),
    );
  }
}
