import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { COMMAND_LIMITS } from '#shared/command-limits.ts';
import type {
  EngineMessage,
  ExecuteJob,
  ExecuteResult,
  ToolJob,
  WorkerMessage,
} from '#shared/messages/job.ts';
import execute from '../execute.ts';

/** A job in flight over a real MessageChannel, as the engine would hold it. */
export interface RunningJob {
  result: Promise<ExecuteResult>;
  messages: WorkerMessage[];
  /** Resolves with the first message that satisfies the test. */
  until(test: (message: WorkerMessage) => boolean): Promise<WorkerMessage>;
  abort(reason: string): void;
}

export type Runner = (input: {
  job: ExecuteJob;
  port: MessageChannel['port2'];
}) => Promise<ExecuteResult>;

/** Starts a job; `runner` is execute() in this thread unless a pool is given. */
export function startJob(job: ExecuteJob, runner: Runner = execute): RunningJob {
  const { port1, port2 } = new MessageChannel();
  const messages: WorkerMessage[] = [];
  const waiting = new Set<(message: WorkerMessage) => void>();
  port1.on('message', (message: WorkerMessage) => {
    messages.push(message);
    for (const each of waiting) each(message);
  });
  const drained = new Promise<void>((resolve) => port1.once('close', resolve));
  const result = runner({ job, port: port2 }).then(async (value) => {
    await drained;
    return value;
  });
  return {
    result,
    messages,
    until: (test) =>
      new Promise((resolve) => {
        const found = messages.find(test);
        if (found !== undefined) resolve(found);
        waiting.add((message) => {
          if (test(message)) resolve(message);
        });
      }),
    abort: (reason) => port1.postMessage({ type: 'abort', reason } satisfies EngineMessage),
  };
}

/** A tool job with generous limits. */
export function toolJob(job: Partial<ToolJob> & Pick<ToolJob, 'argv' | 'cwd'>): ToolJob {
  return {
    kind: 'tool',
    taskId: 'task',
    attempt: 1,
    copyOf: null,
    copyAs: null,
    database: null,
    // A copy, or nothing that is there.
    scratch: job.copyOf === undefined ? join(job.cwd, '.scratch') : job.cwd,
    checkout: null,
    env: {},
    limits: {
      ...COMMAND_LIMITS,
      wallMs: 240_000,
      cpuSeconds: 240,
      memoryMb: 2_048,
      outputBytes: 100_000,
    },
    confinement: { driver: 'none', writable: [job.cwd], readable: [], network: false },
    secretFolders: [],
    reportFile: null,
    reportFolders: [],
    also: [],
    places: [],
    ...job,
  };
}

/** All lines of a stream seen so far. */
export function linesOf(job: RunningJob, stream: 'stdout' | 'stderr' | 'system'): string[] {
  return job.messages
    .flatMap((each) => (each.type === 'lines' ? each.lines : []))
    .filter((each) => each.stream === stream)
    .map((each) => each.text);
}
