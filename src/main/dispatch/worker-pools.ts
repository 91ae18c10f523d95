import { availableParallelism } from 'node:os';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import Piscina from 'piscina';
import type { HostAnswer, HostRequest } from '#shared/messages/host.ts';
import type {
  EngineMessage,
  ExecuteJob,
  ExecuteResult,
  WorkerMessage,
} from '#shared/messages/job.ts';
import type { Measurement } from '#core/gates/judge-gate.ts';
import type { ReportInput } from '#core/gates/parse-report.ts';
import type { ReportFormat } from '#shared/evidence.ts';
import { AppError } from '#shared/errors.ts';
import { threadEnvironment } from '../serve/temporary-root.ts';
import { workerFile } from '../serve/worker-file.ts';
import { type DatabaseThreads, openDatabaseThreads } from './database-threads.ts';
import { failedResult } from './failed-result.ts';
import { withinMs } from './within-ms.ts';

/** One job on its way: its result, and a way to stop it. */
export interface Execution {
  result: Promise<ExecuteResult>;
  abort(reason: string): void;
}

export interface WorkerPools extends DatabaseThreads {
  execute(job: ExecuteJob, onMessage: (message: WorkerMessage) => void): Execution;
  /** Asks the host worker; rejects with an AppError when it refuses. */
  ask<K extends HostRequest['kind']>(
    request: Extract<HostRequest, { kind: K }>,
  ): Promise<Extract<HostAnswer, { kind: K }>>;
  /**
   * Reads the report of a test command. One that takes too long or too much memory is no report.
   */
  measureTests(format: ReportFormat, input: ReportInput): Promise<Measurement>;
  threads(): number;
  /**
   * Ends the threads. What the host is asked for is waited for first, so that none is ended while
   * it starts a program.
   */
  destroy(): Promise<void>;
}

// Questions to the host take well under a second; one that hangs must not keep the engine.
const HOST_PATIENCE_MS = 2000;
// A report of the largest size that is taken, 20 MB, is read in two seconds.
const REPORT_MS = 30_000;
const REPORT_HEAP_MB = 512;
// What queries and starts wait for never stands behind the host's slower work: threads of the jobs,
// of which there is always one, read a file in between.
const READS: ReadonlySet<HostRequest['kind']> = new Set([
  'read_sources',
  'find_git_folders',
  'root_trust',
]);
// Jobs mostly wait for a child process or a timer, so one thread carries many; the lanes' caps are
// the real limit.
const JOBS_PER_THREAD = 256;

/**
 * Executors and host requests run in piscina threads; main refers to the workers by path only.
 * `temporary`: below which their temporary folders are made; by default the system's.
 */
export function createWorkerPools(temporary: string | null = null): WorkerPools {
  const env = threadEnvironment(temporary);
  const threads = Math.max(1, Math.min(4, availableParallelism()));
  const execute = new Piscina({
    filename: workerFile('execute'),
    env,
    minThreads: 1,
    maxThreads: threads,
    concurrentTasksPerWorker: JOBS_PER_THREAD,
    idleTimeout: 60_000,
  });
  const host = new Piscina({
    filename: workerFile('host'),
    env,
    minThreads: 0,
    maxThreads: 1,
    concurrentTasksPerWorker: 16,
    idleTimeout: 60_000,
  });
  const reports = new Piscina({
    filename: workerFile('measure-tests'),
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: 10_000,
    resourceLimits: { maxOldGenerationSizeMb: REPORT_HEAP_MB },
  });
  const databases = openDatabaseThreads(env);
  const pools = [execute, host, reports, ...databases.pools];
  let isClosing = false;
  const asked = new Set<Promise<unknown>>();
  const askHost = (request: HostRequest): Promise<HostAnswer> => {
    const answer = (
      READS.has(request.kind)
        ? execute.run(request, { filename: workerFile('host') })
        : host.run(request)
    ) as Promise<HostAnswer>;
    asked.add(answer);
    const forget = (): void => void asked.delete(answer);
    answer.then(forget, forget);
    return answer;
  };
  return {
    execute: (job, onMessage) => startJob(execute, job, onMessage),
    async ask(request) {
      const answer = await askHost(request);
      if (answer.kind === 'refused') throw new AppError(answer.code, answer.sentence);
      return answer as never;
    },
    measureTests: (format, input) => measure(reports, { format, input }, () => isClosing),
    aboutDatabase: (request, signal) => databases.aboutDatabase(request, signal),
    threads: () => pools.reduce((sum, { threads: own }) => sum + own.length, 0),
    async destroy() {
      isClosing = true;
      await withinMs(HOST_PATIENCE_MS, [...asked]);
      await Promise.all(pools.map((pool) => pool.destroy()));
    },
  };
}

async function measure(
  pool: Piscina,
  work: { format: ReportFormat; input: ReportInput },
  isClosing: () => boolean,
): Promise<Measurement> {
  try {
    return (await pool.run(work, { signal: AbortSignal.timeout(REPORT_MS) })) as Measurement;
  } catch (error) {
    // Says nothing about the report: the attempt is taken up by the next engine.
    if (isClosing()) throw error;
    const reason = 'the report could not be read within 30 seconds and 512 MB';
    const { exitCode } = work.input;
    return exitCode === 0
      ? { kind: 'unverified', reason }
      : { kind: 'exit', exitCode, note: reason };
  }
}

function startJob(
  pool: Piscina,
  job: ExecuteJob,
  onMessage: (message: WorkerMessage) => void,
): Execution {
  const { port1, port2 } = new MessageChannel();
  port1.on('message', onMessage);
  // Result and messages travel on different ports: the last line has come when the worker closed
  // its end.
  const drained = new Promise<void>((resolve) => port1.once('close', resolve));
  const result = (
    pool.run({ job, port: port2 }, { transferList: [port2] }) as Promise<ExecuteResult>
  ).then(
    async (value) => {
      await drained;
      return value;
    },
    (error: unknown) => {
      port1.close();
      return workerLost(error);
    },
  );
  return { result, abort: (reason) => sendAbort(port1, reason) };
}

function sendAbort(port: MessagePort, reason: string): void {
  const message: EngineMessage = { type: 'abort', reason };
  port.postMessage(message);
}

/** A worker thread that died: the task is tried again; its processes die with the thread. */
function workerLost(error: unknown): ExecuteResult {
  const text = error instanceof Error ? error.message : String(error);
  return failedResult('lease_lost', `The worker that ran this task ended unexpectedly (${text}).`);
}
