// graphile-worker: as it comes, and with its own batching of fetches and completions switched on.
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { Logger, run, runMigrations } from 'graphile-worker';
import pg from 'pg';

// More connections than this cost more than they bring on two cores.
const POOL = 24;
const quiet = new Logger(() => () => undefined);

export const variants = [
  { what: 'as it comes', durable: true, drain: (given) => drain(given, {}) },
  {
    what: 'local queue, batched completion',
    durable: true,
    drain: (given) =>
      drain(given, { localQueue: { size: 2 * given.slots }, completeJobBatchDelay: 0 }),
  },
];

async function drain({ tasks, slots, address }, batching) {
  const pool = new pg.Pool({ connectionString: address, max: POOL });
  // Connections that the server ends at its stop.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  await runMigrations({ pgPool: pool, logger: quiet });
  await pool.query(
    `SELECT count(graphile_worker.add_job('noop', '{}'::json)) FROM generate_series(1, ${tasks})`,
  );
  let ran = 0;
  const all = Promise.withResolvers();
  const noop = async () => {
    if (++ran === tasks) all.resolve();
  };
  const began = performance.now();
  const runner = await run({
    pgPool: pool,
    logger: quiet,
    noHandleSignals: true,
    taskList: { noop },
    preset: { worker: { concurrentJobs: slots, ...batching } },
  });
  await all.promise;
  while ((await left(pool)) > 0) await delay(10);
  const elapsedMs = performance.now() - began;
  await runner.stop();
  await pool.end();
  return (1000 * tasks) / elapsedMs;
}

async function left(pool) {
  const { rows } = await pool.query('SELECT count(*)::int AS left FROM graphile_worker.jobs');
  return rows[0].left;
}
