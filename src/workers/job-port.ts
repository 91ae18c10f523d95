import type { MessagePort } from 'node:worker_threads';
import type { EngineMessage, WorkerMessage } from '#shared/messages/job.ts';

type Line = Extract<WorkerMessage, { type: 'lines' }>['lines'][number];

const HEARTBEAT_MS = 2_000;
const BATCH_MS = 100;
const MAX_BATCH_LINES = 500;

/**
 * The worker's end of a job's MessagePort: heartbeats every 2 s, lines in batches of at most 100
 * ms, abort in.
 */
export class JobPort {
  readonly #port: MessagePort;
  readonly #abort = new AbortController();
  readonly #heartbeat: NodeJS.Timeout;
  #lines: Line[] = [];
  #flush: NodeJS.Timeout | undefined;
  #progress: number | null = null;

  constructor(port: MessagePort) {
    this.#port = port;
    port.on('message', (message: EngineMessage) => {
      if (message.type === 'abort') this.#abort.abort(message.reason);
    });
    // The engine closed its end: nothing would receive the result, so the job ends too.
    port.on('close', () => this.#abort.abort('The engine is gone.'));
    this.#heartbeat = setInterval(() => this.beat(this.#progress), HEARTBEAT_MS);
    this.beat(null);
  }

  /** Aborted when the engine asks for it; the reason is a sentence. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Sends a heartbeat now; `progress` is 0..1, or null when unknown. */
  beat(progress: number | null): void {
    this.#progress = progress;
    this.#port.postMessage({ type: 'heartbeat', progress } satisfies WorkerMessage);
  }

  process(pid: number, startTicks: string | null): void {
    this.#port.postMessage({ type: 'process', pid, startTicks } satisfies WorkerMessage);
  }

  line(stream: Line['stream'], text: string): void {
    this.#lines.push({ ts: Date.now(), stream, text });
    if (this.#lines.length >= MAX_BATCH_LINES) this.#send();
    this.#flush ??= setTimeout(() => this.#send(), BATCH_MS);
  }

  /**
   * Sends what is left and closes the port. Waits until it is closed: an idle piscina thread blocks
   * in Atomics.wait, and the engine's end would not get the close event until the next job. For the
   * engine, closed = nothing more comes.
   */
  async close(): Promise<void> {
    clearInterval(this.#heartbeat);
    this.#send();
    this.#port.removeAllListeners();
    const closed = new Promise<void>((resolve) => this.#port.once('close', () => resolve()));
    this.#port.close();
    await closed;
  }

  #send(): void {
    clearTimeout(this.#flush);
    this.#flush = undefined;
    if (this.#lines.length === 0) return;
    this.#port.postMessage({ type: 'lines', lines: this.#lines } satisfies WorkerMessage);
    this.#lines = [];
  }
}
