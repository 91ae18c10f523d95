import { readFileSync, readdirSync } from 'node:fs';

/**
 * What /proc/pid/stat says about one process. Times are in clock ticks (100 a second on every usual
 * Linux).
 */
export interface ProcStat {
  pid: number;
  command: string;
  state: string;
  parent: number;
  group: number;
  session: number;
  /** User and system ticks of the process itself. */
  ownTicks: number;
  /** User and system ticks of the children it has waited for. */
  waitedTicks: number;
  threads: number;
  startTicks: string;
  rssBytes: number;
}

export const TICKS_PER_SECOND = 100;
const PAGE_BYTES = 4096;

/**
 * Parses one line of /proc/pid/stat; null when it is not one. The command may hold spaces and
 * parentheses.
 */
export function parseProcStat(line: string): ProcStat | null {
  const open = line.indexOf('(');
  const close = line.lastIndexOf(')');
  if (open < 0 || close < open) return null;
  const field = line.slice(close + 2).split(' ');
  const number = (at: number): number => Number(field[at - 3] ?? Number.NaN);
  return {
    pid: Number(line.slice(0, open)),
    command: line.slice(open + 1, close),
    state: field[0] ?? '?',
    parent: number(4),
    group: number(5),
    session: number(6),
    ownTicks: number(14) + number(15),
    waitedTicks: number(16) + number(17),
    threads: number(20),
    startTicks: field[19] ?? '',
    rssBytes: number(24) * PAGE_BYTES,
  };
}

/** The process now, or null when it is gone (or there is no /proc). */
export function readProcStat(pid: number): ProcStat | null {
  const text = readProcFile(pid, 'stat');
  return text === null ? null : parseProcStat(text);
}

/** Text of a file of /proc/pid, or null when the process is gone or belongs to someone else. */
export function readProcFile(pid: number, name: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return null;
  }
}

/** Every process that can be seen; empty where there is no /proc. */
export function listProcesses(): ProcStat[] {
  let names: string[];
  try {
    names = readdirSync('/proc');
  } catch {
    return [];
  }
  return names
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readProcStat(Number(name)))
    .filter((stat) => stat !== null);
}
