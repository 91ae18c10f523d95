// p-queue keeps its tasks in memory only: what it would cost if nothing had to survive.
import { performance } from 'node:perf_hooks';
import PQueue from 'p-queue';

export const variants = [{ what: 'in memory', durable: false, drain }];

async function drain({ tasks, slots }) {
  const queue = new PQueue({ concurrency: slots, autoStart: false });
  for (let at = 0; at < tasks; at++) void queue.add(async () => undefined);
  const began = performance.now();
  queue.start();
  await queue.onIdle();
  return (1000 * tasks) / (performance.now() - began);
}
