import { spawn, type ChildProcess } from 'node:child_process';
import { Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { ProcessLimits } from '#shared/messages/job.ts';
import { formatDuration } from '#shared/present/format-duration.ts';
import { FILTER_DESCRIPTOR } from './bubblewrap.ts';
import { withoutInherited } from './inherited-descriptors.ts';
import { LineSplitter } from './line-splitter.ts';
import { OutputRing } from './output-ring.ts';
import { OutputTap } from './output-tap.ts';
import { killTree, killTreeNow, startTicksOf, type TreeQuery } from './process-tree.ts';
import { TreeSampler, type TreeUsage } from './tree-sampler.ts';

export type OutputStream = 'stdout' | 'stderr' | 'system';

/** A command ready to start: everything decided, nothing looked up. */
export interface CommandRequest {
  /** Full argv, sandbox and limits included; argv[0] absolute. */
  argv: readonly string[];
  cwd: string;
  env: Readonly<Record<string, string>>;
  /** The filter of system calls that bubblewrap reads; absent for a command without a sandbox. */
  filter?: Buffer;
  /** Value of SLIPWAY_JOB in env. */
  marker: string;
  limits: ProcessLimits;
  signal: AbortSignal;
  onStart(pid: number, startTicks: string | null): void;
  onLine(stream: OutputStream, text: string): void;
}

/** Why a command ended; `limit` carries the sentence. */
export type CommandEnd =
  | { kind: 'exited'; code: number }
  | { kind: 'signalled'; signal: string }
  | { kind: 'not_started'; code: string; sentence: string }
  | { kind: 'limit'; sentence: string }
  | { kind: 'aborted' };

export interface CommandOutcome {
  end: CommandEnd;
  stdout: string;
  /** Standard output and error as they came. */
  combined: string;
  /** Lower bound, see TreeSampler; null = unknown. */
  cpuMs: number | null;
  timeMs: number;
  /** Processes that survived SIGKILL (uninterruptible in the kernel); normally empty. */
  survivors: number[];
}

const DRAIN_MS = 300;

/**
 * Runs a command in its own process group with standard input closed and waits until its whole tree
 * is gone. Never rejects for what a command can do: exit codes, signals, limits, an abort and a
 * failed start are outcomes.
 */
export async function runCommand(request: CommandRequest): Promise<CommandOutcome> {
  const startedAt = performance.now();
  const stdout = new OutputRing(request.limits.outputBytes);
  const combined = new OutputRing(request.limits.outputBytes);
  const finish = (end: CommandEnd, cpuMs: number | null, survivors: number[]): CommandOutcome => ({
    end,
    stdout: stdout.text(),
    combined: combined.text(),
    cpuMs,
    timeMs: Math.round(performance.now() - startedAt),
    survivors,
  });
  if (request.signal.aborted) return finish({ kind: 'aborted' }, null, []);
  const child = start(request);
  const failure = startFailure(child);
  if (child.pid === undefined) return finish(await failure, null, []);
  request.onStart(child.pid, startTicksOf(child.pid));
  const tap = new OutputTap(request.limits.outputBytes * 10, (line) =>
    request.onLine('system', line),
  );
  tap.attach(child.stdout, lineWriter(request, 'stdout', tap), [stdout, combined]);
  tap.attach(child.stderr, lineWriter(request, 'stderr', tap), [combined]);
  const watch = watchCommand(child, child.pid, request);
  const { end, survivors } = await watch.ended;
  await drain(child, watch.closed);
  tap.end();
  return finish(end, watch.sampler.cpuMs, survivors);
}

function lineWriter(request: CommandRequest, stream: OutputStream, tap: OutputTap): LineSplitter {
  return new LineSplitter((text) => {
    if (tap.mayLog(text.length)) request.onLine(stream, text);
  });
}

function start(request: CommandRequest): ChildProcess {
  const { filter } = request;
  const isConfined = filter !== undefined;
  const argv = isConfined ? withoutInherited(request.argv, FILTER_DESCRIPTOR) : request.argv;
  const [program = '', ...rest] = argv;
  const child = spawn(program, rest, {
    cwd: request.cwd,
    env: { ...request.env },
    stdio: ['ignore', 'pipe', 'pipe', ...(isConfined ? ['pipe' as const] : [])],
    detached: true,
  });
  if (isConfined) send(child.stdio[FILTER_DESCRIPTOR], filter);
  return child;
}

/** A child that ends before it has read everything says so by its own end. */
function send(pipe: ChildProcess['stdio'][number] | undefined, bytes: Buffer): void {
  if (!(pipe instanceof Writable)) return;
  pipe.on('error', () => {});
  pipe.end(bytes);
}

async function startFailure(child: ChildProcess): Promise<CommandEnd> {
  const error = await new Promise<NodeJS.ErrnoException>((resolve) => child.on('error', resolve));
  const code = error.code ?? 'unknown';
  return { kind: 'not_started', code, sentence: `The command could not be started (${code}).` };
}

interface Watch {
  ended: Promise<{ end: CommandEnd; survivors: number[] }>;
  closed: Promise<void>;
  sampler: TreeSampler;
}

/**
 * Waits for the first of: the command's own end, an abort, a limit; then sees to it that nothing is
 * left.
 */
function watchCommand(child: ChildProcess, pid: number, request: CommandRequest): Watch {
  const limit = Promise.withResolvers<CommandEnd>();
  const sampler = new TreeSampler(pid, (usage) => {
    const sentence = exceeded(usage, request.limits);
    if (sentence !== null) limit.resolve({ kind: 'limit', sentence });
  });
  const wall = setTimeout(() => {
    limit.resolve({
      kind: 'limit',
      sentence: `It was stopped after its time limit of ${formatDuration(request.limits.wallMs)}.`,
    });
  }, request.limits.wallMs);
  const aborted = Promise.withResolvers<CommandEnd>();
  const onAbort = (): void => aborted.resolve({ kind: 'aborted' });
  request.signal.addEventListener('abort', onAbort, { once: true });
  const own = new Promise<CommandEnd>((resolve) => {
    child.on('exit', (code, signal) => resolve(endOf(code, signal)));
  });
  const closed = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const stop = async (): Promise<{ end: CommandEnd; survivors: number[] }> => {
    const end = await Promise.race([own, limit.promise, aborted.promise]);
    clearTimeout(wall);
    request.signal.removeEventListener('abort', onAbort);
    const tree: TreeQuery = { root: pid, marker: request.marker, seen: sampler.seen };
    const isOwn = end.kind === 'exited' || end.kind === 'signalled';
    const survivors = isOwn ? await killTreeNow(tree) : await killTree(tree);
    sampler.stop();
    return { end, survivors };
  };
  return { ended: stop(), closed, sampler };
}

function endOf(code: number | null, signal: NodeJS.Signals | null): CommandEnd {
  if (signal !== null) return { kind: 'signalled', signal };
  return { kind: 'exited', code: code ?? 1 };
}

function exceeded(usage: TreeUsage, limits: ProcessLimits): string | null {
  if (usage.cpuMs > limits.cpuSeconds * 1000) {
    return `It was stopped because it used more than ${formatDuration(limits.cpuSeconds * 1000)} of CPU time.`;
  }
  if (usage.rssBytes > limits.memoryMb * 1_048_576) {
    return `It was stopped because it used more than ${limits.memoryMb} MB of memory.`;
  }
  return null;
}

/** Lets the last output arrive; a survivor that holds the pipe must not hold the job. */
async function drain(child: ChildProcess, closed: Promise<void>): Promise<void> {
  const late = new AbortController();
  const given = wait(DRAIN_MS, undefined, { signal: late.signal }).catch(() => undefined);
  await Promise.race([closed, given]);
  late.abort();
  child.stdout?.destroy();
  child.stderr?.destroy();
}
