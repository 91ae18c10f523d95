import type { SecretFinder } from '#core/secrets/find-secrets.ts';
import { spawn, type ChildProcess } from 'node:child_process';
import { Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { ProcessLimits } from '#shared/messages/job.ts';
import { FILTER_DESCRIPTOR } from './bubblewrap.ts';
import type { ControlGroup } from './control-group.ts';
import type { Excess } from './excess.ts';
import { thaw } from './freezer.ts';
import { launcherArgv } from './launcher.ts';
import { LineSplitter } from './line-splitter.ts';
import { OutputRing } from './output-ring.ts';
import { OutputTap } from './output-tap.ts';
import { killTree, killTreeNow, startTicksOf, type TreeQuery } from './process-tree.ts';
import { watchLimits, type LimitWatch } from './watch-limits.ts';

export type OutputStream = 'stdout' | 'stderr' | 'system';

/** A command ready to start: everything decided, nothing looked up. */
export interface CommandRequest {
  /** Full argv, sandbox and limits included; argv[0] absolute. */
  argv: readonly string[];
  cwd: string;
  env: Readonly<Record<string, string>>;
  /** The filter of system calls that bubblewrap reads; absent for a command without a sandbox. */
  filter?: Buffer;
  /** Kernel limits that it joins; absent where there are none. */
  group?: ControlGroup;
  /** Folders in which what it writes is counted. */
  written: readonly string[];
  /** Value of SLIPWAY_JOB in env. */
  marker: string;
  limits: ProcessLimits;
  signal: AbortSignal;
  /** What is masked in the output; without it, nothing is. */
  secrets?: SecretFinder;
  onStart(pid: number, startTicks: string | null): void;
  onLine(stream: OutputStream, text: string): void;
}

/** Why a command ended; `limit` carries the sentence. */
export type CommandEnd =
  | { kind: 'exited'; code: number }
  | { kind: 'signalled'; signal: string }
  | { kind: 'not_started'; code: string; sentence: string }
  | { kind: 'limit'; excess: Excess }
  | { kind: 'aborted' };

export interface CommandOutcome {
  end: CommandEnd;
  stdout: string;
  /** Standard output and error as they came. */
  combined: string;
  /** Lower bound, see TreeSampler; null = unknown. */
  cpuMs: number | null;
  timeMs: number;
  /** Its private temporary folder was seen full. */
  temporaryWasFull: boolean;
  /** Processes that survived SIGKILL (uninterruptible in the kernel); normally empty. */
  survivors: number[];
  /** The streams were longer than what is kept of them. */
  outputIsCut: boolean;
}

const DRAIN_MS = 300;
/** Of one command. */
const MAX_LOG_CHARS = 10_485_760;

/**
 * Runs a command in its own process group with standard input closed and waits until its whole
 * tree is gone. Never rejects for what a command can do: exit codes, signals, limits, an abort and
 * a failed start are outcomes.
 */
export async function runCommand(request: CommandRequest): Promise<CommandOutcome> {
  const startedAt = performance.now();
  const stdout = new OutputRing(request.limits.outputBytes);
  const combined = new OutputRing(request.limits.outputBytes);
  const finish = (end: CommandEnd, watch: Watch | null, survivors: number[]): CommandOutcome => ({
    end,
    stdout: stdout.text(),
    combined: combined.text(),
    cpuMs: watch?.limits.sampler.cpuMs ?? null,
    timeMs: Math.round(performance.now() - startedAt),
    temporaryWasFull: watch?.limits.temporary.wasFull ?? false,
    survivors,
    outputIsCut: combined.totalBytes > request.limits.outputBytes,
  });
  if (request.signal.aborted) return finish({ kind: 'aborted' }, null, []);
  const child = start(request);
  const failure = startFailure(child);
  if (child.pid === undefined) return finish(await failure, null, []);
  request.onStart(child.pid, startTicksOf(child.pid));
  const tap = new OutputTap({
    logChars: Math.min(request.limits.outputBytes * 10, MAX_LOG_CHARS),
    secrets: request.secrets,
    onNote: (line) => request.onLine('system', line),
  });
  tap.attach(child.stdout, lineWriter(request, 'stdout', tap), [stdout, combined]);
  tap.attach(child.stderr, lineWriter(request, 'stderr', tap), [combined]);
  const watch = watchCommand(child, child.pid, request);
  const { end, survivors } = await watch.ended;
  await drain(child, watch.closed);
  tap.end();
  return finish(end, watch, survivors);
}

function lineWriter(request: CommandRequest, stream: OutputStream, tap: OutputTap): LineSplitter {
  return new LineSplitter((text) => {
    if (tap.mayLog(text.length)) request.onLine(stream, text);
  });
}

function start(request: CommandRequest): ChildProcess {
  const { filter, group } = request;
  const isConfined = filter !== undefined;
  const argv = isConfined
    ? launcherArgv(request.argv, group?.folders ?? [], FILTER_DESCRIPTOR)
    : request.argv;
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
  limits: LimitWatch;
}

/**
 * Waits for the first of: the command's own end, an abort, a limit; then sees to it that nothing
 * is left.
 */
function watchCommand(child: ChildProcess, pid: number, request: CommandRequest): Watch {
  const limits = watchLimits(pid, request.limits, request.written);
  const exceeded = limits.exceeded.then((excess): CommandEnd => ({ kind: 'limit', excess }));
  const aborted = Promise.withResolvers<CommandEnd>();
  const onAbort = (): void => aborted.resolve({ kind: 'aborted' });
  request.signal.addEventListener('abort', onAbort, { once: true });
  const own = new Promise<CommandEnd>((resolve) => {
    child.on('exit', (code, signal) => resolve(endOf(code, signal)));
  });
  const closed = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const stop = async (): Promise<{ end: CommandEnd; survivors: number[] }> => {
    const end = await Promise.race([own, exceeded, aborted.promise]);
    limits.stop();
    request.signal.removeEventListener('abort', onAbort);
    const tree: TreeQuery = { root: pid, marker: request.marker, seen: limits.sampler.seen };
    const survivors = await endTree(end, tree);
    limits.sampler.stop();
    return { end: await refusedByKernel(end, request), survivors };
  };
  return { ended: stop(), closed, limits };
}

/** A command that is asked to end gets time to do so. */
async function endTree(end: CommandEnd, tree: TreeQuery): Promise<number[]> {
  const isAsked = end.kind === 'aborted' || (end.kind === 'limit' && !end.excess.isUrgent);
  if (end.kind === 'limit') thaw(tree.root);
  return isAsked ? killTree(tree) : killTreeNow(tree);
}

/** What its control group refused a command is why it failed. */
async function refusedByKernel(end: CommandEnd, { group }: CommandRequest): Promise<CommandEnd> {
  const hasFailed = end.kind === 'signalled' || (end.kind === 'exited' && end.code !== 0);
  const excess = hasFailed && group !== undefined ? await group.excess() : null;
  return excess === null ? end : { kind: 'limit', excess };
}

function endOf(code: number | null, signal: NodeJS.Signals | null): CommandEnd {
  if (signal !== null) return { kind: 'signalled', signal };
  return { kind: 'exited', code: code ?? 1 };
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
