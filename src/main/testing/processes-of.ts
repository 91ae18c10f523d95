import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** A living process that carries a text in its command line or environment. */
export interface FoundProcess {
  pid: number;
  command: string;
}

/**
 * Every living process but this one whose command line or environment holds `text`; zombies are not
 * alive.
 */
export function processesOf(text: string): FoundProcess[] {
  // Only Linux has this table.
  if (!existsSync('/proc')) return [];
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    if (Number(pid) === process.pid || isZombie(pid)) return [];
    const command = readProc(pid, 'cmdline');
    const found = command.includes(text) || readProc(pid, 'environ').includes(text);
    return found ? [{ pid: Number(pid), command: command.replaceAll('\0', ' ') }] : [];
  });
}

function isZombie(pid: string): boolean {
  return /^\d+ \(.*\) [ZX]/s.test(readProc(pid, 'stat'));
}

/** A process may end while it is looked at; then it holds nothing. */
function readProc(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
