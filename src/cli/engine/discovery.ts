import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const discoverySchema = z.object({
  pid: z.number().int().positive(),
  started_at: z.string(),
  version: z.string(),
  pas: z.string(),
  plms: z.string(),
  rag: z.string().nullish(),
  rpc: z.string().nullish(),
  hmi: z.string().nullish(),
  token_file: z.string().nullish(),
});
export type Discovery = z.infer<typeof discoverySchema>;

/** What the discovery file says. `stale`: it names a process that has ended. */
export type DiscoveryReading =
  | { state: 'none' }
  | { state: 'broken' }
  | { state: 'stale'; discovery: Discovery }
  | { state: 'alive'; discovery: Discovery };

/** Where an engine writes its addresses. */
export function discoveryFilePath(folder: string): string {
  return join(folder, 'discovery.json');
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

function parseDiscovery(text: string): Discovery | null {
  try {
    return discoverySchema.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
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
