import type { CallOptions, Transport } from '#shared/client.ts';
import { fromProblem } from '#shared/errors.ts';
import { AsyncQueue } from './async-queue.ts';
import type { SlipwayBridge } from './bridge.ts';

/** The contract over the preload's bridge. */
export function createBridgeTransport(bridge: SlipwayBridge): Transport {
  return {
    async call(service, name, ...[, input, options]) {
      const result = await bridge.call(`${service}.${name}`, input, keyOf(options));
      if (result.ok) return result.value;
      throw fromProblem(result.problem);
    },
    async *stream(service, name, ...[, input, signal]) {
      const queue = new AsyncQueue<unknown>();
      const close = bridge.open(
        `${service}.${name}`,
        input,
        (event) => queue.push(event),
        (problem) => queue.end(problem === null ? null : fromProblem(problem)),
      );
      // shared's AbortSignal has only `aborted`; in a window it is the platform's own.
      const platformSignal = signal as unknown as globalThis.EventTarget;
      const stop = () => queue.end();
      platformSignal.addEventListener('abort', stop, { once: true });
      try {
        yield* queue;
      } finally {
        platformSignal.removeEventListener('abort', stop);
        close();
      }
    },
  };
}

function keyOf(options: CallOptions): { idempotencyKey?: string } {
  return options.idempotencyKey === undefined ? {} : { idempotencyKey: options.idempotencyKey };
}
