import { randomUUID } from 'node:crypto';
import { mkdir, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import type { FailureClass } from '#shared/states.ts';
import type { ToolJob } from '#shared/messages/job.ts';
import { removeScratch } from '../files/remove-scratch.ts';
import { makeTemporary } from '../files/temporary-folder.ts';
import { confine } from './confine.ts';
import { buildEnvironment, type HostEnvironment } from './environment.ts';
import { limitsArgv, NO_PRLIMIT_SENTENCE } from './limits.ts';
import { openControlGroup } from './control-group.ts';
import { linkDependencies } from './link-dependencies.ts';
import { locateShown } from './locate-program.ts';
import { startReaper, type Reaper } from './reaper.ts';
import { standAtCheckout, type Stand } from './stand-at-checkout.ts';
import { cacheVariables, findToolCaches } from './tool-caches.ts';
import type { CommandRequest } from './run-command.ts';
import { openWays } from './ways/open-ways.ts';

export type PreparedCommand =
  | { kind: 'refused'; failureClass: FailureClass; reason: string }
  | {
      kind: 'ready';
      command: Prepared;
      /** Sentences for the log. */
      notes: string[];
      onStart(pid: number): void;
      /** Sentences for the log when it has ended. */
      afterwards(): string[];
      dispose(): Promise<void>;
    };

type Prepared = Omit<CommandRequest, 'limits' | 'signal' | 'onStart' | 'onLine'>;

const SANDBOX_SCRATCH = { home: '/tmp/home', tmp: '/tmp' };
let reaper: Reaper | undefined;

/**
 * Turns a tool job into the exact argv and environment to start, sandbox and limits around it.
 * Whether the command may run is decided before there is a job.
 */
export async function prepareCommand(
  job: ToolJob,
  host: HostEnvironment,
): Promise<PreparedCommand> {
  const reason = await findObstacle(job.cwd);
  if (reason !== null) return { kind: 'refused', failureClass: 'policy', reason };
  return job.confinement.driver === 'bubblewrap'
    ? prepareConfined(job, host)
    : prepareFree(job, host);
}

async function findObstacle(cwd: string): Promise<string | null> {
  if (!isAbsolute(cwd)) return `The working folder “${cwd}” is not an absolute path.`;
  const facts = await stat(cwd).catch(() => null);
  return facts?.isDirectory() === true ? null : `The working folder “${cwd}” does not exist.`;
}

async function prepareConfined(job: ToolJob, host: HostEnvironment): Promise<PreparedCommand> {
  const { checkout, confinement, cwd: tree } = job;
  const { temporaryMb } = job.limits;
  const scratch = SANDBOX_SCRATCH;
  const stand = await standOf(job, host);
  const ways = await openWays(job.places);
  const free = async (): Promise<void> => {
    await ways.close();
    await stand?.dispose();
  };
  const cwd = checkout?.path ?? tree;
  const at = { scratchHome: scratch.home, isWritable: stand?.isLayered === true };
  const env = { ...cacheVariables(host.home, at), ...job.env, ...ways.env };
  const built = assemble({ ...job, env }, { host, cwd, scratch });
  const wanted = { host, cwd, stand, confinement, scratch, temporaryMb, ways };
  const confined = built.kind === 'missing' ? null : await confine(wanted);
  if (built.kind === 'missing' || confined?.kind !== 'confined') {
    await free();
    if (confined?.kind !== 'impossible') return missingProgram(job);
    const reason = `The command was not run: ${confined.why}.`;
    return { kind: 'refused', failureClass: 'policy', reason };
  }
  const group = await openControlGroup(job.limits);
  const command = {
    ...built.command,
    argv: [...confined.argv, ...ways.wrap(built.command.argv)],
    // bubblewrap itself works where the tree really is.
    cwd: tree,
    filter: confined.filter,
    ...(group === null ? {} : { group }),
  };
  const dispose = async (): Promise<void> => {
    await group?.remove();
    await free();
  };
  const notes = [...built.notes, ...(stand?.notes ?? [])];
  const afterwards = (): string[] => ways.refusals();
  return { kind: 'ready', command, notes, onStart: () => {}, afterwards, dispose };
}

async function standOf(
  { checkout, copyOf, cwd: tree }: Pick<ToolJob, 'checkout' | 'copyOf' | 'cwd'>,
  host: HostEnvironment,
): Promise<Stand | null> {
  if (checkout === null) return null;
  const caches = findToolCaches(host.home, SANDBOX_SCRATCH.home);
  return standAtCheckout(checkout, { tree, worktree: copyOf ?? tree, caches });
}

/**
 * Without a sandbox the command gets a real scratch folder, and the reaper ends it if this thread
 * dies.
 */
async function prepareFree(job: ToolJob, host: HostEnvironment): Promise<PreparedCommand> {
  const folder = await makeTemporary('job');
  const scratch = { home: join(folder, 'home'), tmp: join(folder, 'tmp') };
  await Promise.all([mkdir(scratch.home), mkdir(scratch.tmp)]);
  const remove = (): Promise<void> => removeScratch(folder);
  if (job.checkout !== null) await linkDependencies(job.checkout, job.cwd);
  const built = assemble(job, { host, cwd: job.cwd, scratch });
  if (built.kind === 'missing') {
    await remove();
    return missingProgram(job);
  }
  const { marker } = built.command;
  reaper ??= startReaper();
  const active = reaper;
  const dispose = async (): Promise<void> => {
    active.forget(marker);
    await remove();
  };
  const onStart = (pid: number): void => active.watch(pid, marker);
  return { ...built, kind: 'ready', onStart, afterwards: () => [], dispose };
}

type Assembled =
  | { kind: 'missing' }
  | {
      kind: 'built';
      command: Prepared;
      notes: string[];
    };

function assemble(
  job: ToolJob,
  {
    host,
    cwd,
    scratch,
  }: { host: HostEnvironment; cwd: string; scratch: { home: string; tmp: string } },
): Assembled {
  const marker = `${job.taskId}.${job.attempt}.${randomUUID()}`;
  const tree = job.cwd;
  const dependencies = job.checkout?.dependencies ?? [];
  const shown = { cwd, tree, dependencies };
  const env = buildEnvironment({ ...shown, host, scratch, marker, extra: job.env });
  const [name = '', ...rest] = job.argv;
  const program = locateShown(name, shown, env['PATH'] ?? '');
  if (program === null) return { kind: 'missing' };
  const limits = limitsArgv(job.limits);
  const notes = limits.length === 0 ? [NO_PRLIMIT_SENTENCE] : [];
  const argv = [...limits, program, ...rest];
  const written = [...new Set([...job.confinement.writable, tree])];
  const command = { argv, cwd, env, marker, written };
  return { kind: 'built', command, notes };
}

function missingProgram(job: Pick<ToolJob, 'argv'>): PreparedCommand {
  const name = job.argv[0] ?? '';
  const reason = `The program “${name}” was found neither in the repository nor on PATH; install it or correct the command.`;
  return { kind: 'refused', failureClass: 'tool', reason };
}
