import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type {
  EngineAnswer,
  EngineClose,
  EngineEvent,
  EngineRequest,
  EngineStart,
} from '#shared/messages/code-index.ts';
import { AppError } from '#shared/errors.ts';
import { threadEnvironment } from '../serve/temporary-root.ts';
import { workerFile } from '../serve/worker-file.ts';

/** A request before it has its number. */
export type Question = EngineRequest extends infer R
  ? R extends { id: number }
    ? Omit<R, 'id'>
    : never
  : never;
export type Answer<T extends EngineAnswer['type']> = Extract<EngineAnswer, { type: T }>;

interface ThreadListener {
  event(event: EngineEvent): void;
  /** It owes no answer any more, and so could rest now, which it could not when it was asked. */
  mayRest(): void;
}

interface Waiting {
  resolve(answer: EngineAnswer): void;
  reject(error: Error): void;
}

// Parsing reports its progress and gives up on what hangs. A thread that sends nothing for so long
// has a fault.
const SILENT_MS = 600_000;

// Git ends at once. A thread in the middle of its work takes longer to receive the request to end.
const CLOSING_MS = 1000;

/**
 * A small young generation: short-lived objects of a build are collected early, instead of growing
 * the process by a hundred megabytes.
 */
const HEAP_LIMITS = { maxYoungGenerationSizeMb: 12 };

/**
 * The worker thread of one repository. It is started with the first question and started anew with
 * the next one after it rested, died or was ended by the watchdog; the questions it had then fail
 * with a sentence.
 */
export class IndexThread {
  readonly #start: EngineStart;
  readonly #listener: ThreadListener;
  readonly #env: NodeJS.ProcessEnv;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #watchdog: NodeJS.Timeout | null = null;
  #lastId = 0;
  #isStopped = false;
  #hasRefusedRest = false;
  /** The end of a thread that was put to rest. */
  #resting: Promise<unknown> = Promise.resolve();

  /** `temporary`: below which it makes temporary folders; null: in the system's. */
  constructor(start: EngineStart, temporary: string | null, listener: ThreadListener) {
    this.#start = start;
    this.#listener = listener;
    this.#env = threadEnvironment(temporary);
  }

  /**
   * Asks and resolves with the answer; rejects with an AppError when the request failed or the
   * thread died.
   */
  ask(question: Extract<Question, { type: 'round' }>): Promise<Answer<'report'>>;
  ask(question: Extract<Question, { type: 'check' }>): Promise<Answer<'checked'>>;
  ask(question: Extract<Question, { type: 'embed' }>): Promise<Answer<'embedded'>>;
  ask(question: Extract<Question, { type: 'head' }>): Promise<Answer<'head_read'>>;
  ask(question: Extract<Question, { type: 'ignored' }>): Promise<Answer<'ignored_paths'>>;
  ask(question: Extract<Question, { type: 'ignored_folders' }>): Promise<Answer<'folders'>>;
  ask(
    question: Extract<Question, { type: 'compare_tracked' }>,
  ): Promise<Answer<'tracked_compared'>>;
  async ask(question: Question): Promise<EngineAnswer> {
    if (this.#isStopped) throw new AppError('stopping', 'The code index is stopping.');
    const worker = (this.#worker ??= this.#spawn());
    const id = (this.#lastId += 1);
    const answer = await new Promise<EngineAnswer>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      worker.postMessage({ ...question, id } satisfies EngineRequest);
      this.#resetWatchdog(worker);
    });
    if (answer.type === 'failed') throw new AppError('internal', answer.sentence);
    return answer;
  }

  /** Starts the thread now, so that it opens the stored index before anything is asked. */
  warm(): void {
    this.#worker ??= this.#spawn();
  }

  /**
   * Ends the thread whatever it does; what it had not made visible is gone. It may end its own
   * processes first.
   */
  async stop(): Promise<void> {
    this.#isStopped = true;
    const worker = this.#worker;
    await Promise.all([this.#resting, worker === null ? null : endWorker(worker)]);
  }

  /**
   * Ends the thread until the next question. False when it owes an answer: then the listener is
   * called when it has given it.
   */
  rest(): boolean {
    this.#hasRefusedRest = this.#waiting.size > 0;
    if (this.#hasRefusedRest) return false;
    const worker = this.#worker;
    this.#worker = null;
    if (worker !== null) this.#resting = Promise.all([this.#resting, endWorker(worker)]);
    return true;
  }

  #spawn(): Worker {
    const worker = new Worker(workerFile('index'), {
      workerData: this.#start,
      env: this.#env,
      resourceLimits: HEAP_LIMITS,
    });
    let fault = 'it ended without an error message';
    worker.on('message', (message: EngineAnswer | EngineEvent) => this.#receive(worker, message));
    worker.on('error', (error: Error) => (fault = error.message));
    worker.once('exit', () => this.#lost(worker, fault));
    return worker;
  }

  #receive(worker: Worker, message: EngineAnswer | EngineEvent): void {
    if (worker !== this.#worker) return;
    if ('id' in message) {
      this.#waiting.get(message.id)?.resolve(message);
      this.#waiting.delete(message.id);
      // Whoever asked acts on the answer first.
      if (this.#waiting.size === 0) setImmediate(() => this.#idle());
    } else this.#listener.event(message);
    this.#resetWatchdog(worker);
  }

  #idle(): void {
    if (!this.#hasRefusedRest || this.#waiting.size > 0 || this.#isStopped) return;
    this.#hasRefusedRest = false;
    this.#listener.mayRest();
  }

  /** Ends a thread that owes an answer and sends nothing for too long. */
  #resetWatchdog(worker: Worker): void {
    if (this.#watchdog !== null) clearTimeout(this.#watchdog);
    this.#watchdog = null;
    if (this.#waiting.size === 0) return;
    this.#watchdog = setTimeout(() => void worker.terminate(), SILENT_MS);
    this.#watchdog.unref();
  }

  #lost(worker: Worker, fault: string): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    if (this.#watchdog !== null) clearTimeout(this.#watchdog);
    const error = this.#isStopped
      ? new AppError('stopping', 'The code index is stopping.')
      : new AppError('internal', `The thread that indexes ${this.#start.root} died: ${fault}.`);
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
  }
}

async function endWorker(worker: Worker): Promise<void> {
  const ended = new Promise((resolve) => worker.once('exit', resolve));
  worker.postMessage({ type: 'close' } satisfies EngineClose);
  await Promise.race([ended, wait(CLOSING_MS, undefined, { ref: false })]);
  await worker.terminate();
}
