import { setTimeout as wait } from 'node:timers/promises';
import type { TemporaryOwner } from '#shared/temporary-owner.ts';
import { listProcesses, readProcFile, readProcStat, type ProcStat } from './proc-stat.ts';

/**
 * Environment variable every command carries, so that processes that left their group and parent
 * are found.
 */
export const MARKER_VARIABLE = 'SLIPWAY_JOB';

/** A process tree: its root and whatever else identifies its members. */
export interface TreeQuery {
  root: number;
  /** Value of the marker variable in the members' environment. */
  marker?: string;
  /**
   * Members seen earlier, pid → start ticks; found again even after they changed group, session and
   * parent.
   */
  seen?: ReadonlyMap<number, string>;
}

const TERMINATE_GRACE_MS = 800;
const KILL_DEADLINE_MS = 1_000;
const POLL_MS = 20;

/** Living members of the tree, the root first; zombies are not alive. */
export function findTree(query: TreeQuery): ProcStat[] {
  const all = listProcesses();
  const chosen = new Set<number>();
  for (const each of all) if (isMember(each, query)) chosen.add(each.pid);
  for (let grown = true; grown;) {
    grown = false;
    for (const each of all) {
      if (chosen.has(each.pid) || !chosen.has(each.parent)) continue;
      chosen.add(each.pid);
      grown = true;
    }
  }
  return all.filter((each) => chosen.has(each.pid) && each.state !== 'Z' && each.state !== 'X');
}

function isMember(each: ProcStat, query: TreeQuery): boolean {
  if (each.pid === process.pid) return false;
  if (each.pid === query.root || each.group === query.root || each.session === query.root) {
    return true;
  }
  if (query.seen?.get(each.pid) === each.startTicks) return true;
  return query.marker !== undefined && carriesMarker(each.pid, query.marker);
}

function carriesMarker(pid: number, marker: string): boolean {
  const environment = readProcFile(pid, 'environ');
  return environment?.split('\0').includes(`${MARKER_VARIABLE}=${marker}`) ?? false;
}

/**
 * Ends a process tree: SIGTERM, then SIGKILL after 800 ms until nothing is left. Resolves with what
 * is left after 1.8 s at most (empty: all gone). bubblewrap itself gets no SIGTERM: its death would
 * take the command without notice.
 */
export async function killTree(query: TreeQuery): Promise<number[]> {
  for (const each of findTree(query)) if (each.command !== 'bwrap') send(each.pid, 'SIGTERM');
  if (process.platform !== 'linux') send(-query.root, 'SIGTERM');
  if (await isGoneWithin(query, TERMINATE_GRACE_MS)) return [];
  return killTreeNow(query);
}

/**
 * SIGKILL at once, repeated while new members appear, for at most one second. Resolves with what is
 * left.
 */
export async function killTreeNow(query: TreeQuery): Promise<number[]> {
  const until = performance.now() + KILL_DEADLINE_MS;
  for (;;) {
    const left = findTree(query).map((each) => each.pid);
    if (process.platform !== 'linux') send(-query.root, 'SIGKILL');
    if (left.length === 0 || performance.now() > until) return left;
    for (const pid of left) send(pid, 'SIGKILL');
    await wait(POLL_MS);
  }
}

async function isGoneWithin(query: TreeQuery, graceMs: number): Promise<boolean> {
  const until = performance.now() + graceMs;
  while (performance.now() < until) {
    if (!isTreeAlive(query)) return true;
    await wait(POLL_MS);
  }
  return !isTreeAlive(query);
}

function isTreeAlive(query: TreeQuery): boolean {
  if (process.platform === 'linux') return findTree(query).length > 0;
  return send(-query.root, 0);
}

/** Sends a signal; false when there is no such process or group any more. */
function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

/** Start ticks of a living process, or null where the platform does not provide them. */
export function startTicksOf(pid: number): string | null {
  return readProcStat(pid)?.startTicks ?? null;
}

/** Whether pid is still the process that was recorded, and not a later one with the same number. */
export function processIsSame(pid: number, startTicks: string | null): boolean {
  if (startTicks === null) return false;
  const stat = readProcStat(pid);
  return stat !== null && stat.startTicks === startTicks && stat.state !== 'Z';
}

/** Whether the process that a temporary folder's name tells of is there; in doubt it is. */
export function ownerLives({ pid, startTicks }: TemporaryOwner): boolean {
  return startTicks === '0' ? send(pid, 0) : processIsSame(pid, startTicks);
}

/**
 * Ends the tree of a process that a crashed engine left behind. `unproven`: the platform cannot
 * show whether the pid was reused, so nothing was killed.
 */
export async function killRecorded(
  pid: number,
  startTicks: string | null,
): Promise<'killed' | 'gone' | 'unproven'> {
  if (pid <= 1 || pid === process.pid) return 'unproven';
  if (startTicks === null) return send(pid, 0) ? 'unproven' : 'gone';
  if (!processIsSame(pid, startTicks)) return 'gone';
  const marker = markerOf(pid);
  const left = await killTree({ root: pid, ...(marker === null ? {} : { marker }) });
  return left.length === 0 ? 'killed' : 'unproven';
}

function markerOf(pid: number): string | null {
  const prefix = `${MARKER_VARIABLE}=`;
  const entry = readProcFile(pid, 'environ')
    ?.split('\0')
    .find((each) => each.startsWith(prefix));
  return entry?.slice(prefix.length) ?? null;
}
