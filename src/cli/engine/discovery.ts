import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DISCOVERY_FILE, type Discovery, parseDiscovery } from '#shared/present/discovery.ts';

/** What the discovery file says. `stale`: it names a process that has ended. */
export type DiscoveryReading =
  | { state: 'none' }
  | { state: 'broken' }
  | { state: 'stale'; discovery: Discovery }
  | { state: 'alive'; discovery: Discovery };

/** Where an engine writes its addresses. */
export function discoveryFilePath(folder: string): string {
  return join(folder, DISCOVERY_FILE);
}

/** Reads the discovery file of a data folder and checks that its process exists. */
export async function readDiscovery(folder: string): Promise<DiscoveryReading> {
  let text: string;
  try {
    text = await readFile(discoveryFilePath(folder), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && isAbsent(error.code)) return { state: 'none' };
    throw error;
  }
  const discovery = parseDiscovery(text);
  if (discovery === null) return { state: 'broken' };
  return { state: isAlive(discovery.pid) ? 'alive' : 'stale', discovery };
}

function isAbsent(code: unknown): boolean {
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** Whether a process of this number exists, also one of another user. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
