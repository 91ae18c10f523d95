import { locateProgram } from './locate-program.ts';

const SYSTEM_PATH = '/usr/bin:/bin:/usr/local/bin:/run/current-system/sw/bin';

/**
 * Absolute path of a system program (bwrap, prlimit, git) from the system folders only; null = not
 * installed.
 */
export function findSystemProgram(name: string): string | null {
  return locateProgram(name, '/', SYSTEM_PATH);
}
