import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a running engine answers; written to the data folder for the command line and for a second start. */
export interface Discovery {
  pid: number;
  started_at: string;
  version: string;
  pas: string;
  plms: string;
  rag: string;
  rpc: string;
  hmi: string;
  token_file: string | null;
}

function fileOf(dataDir: string): string {
  return join(dataDir, 'discovery.json');
}

/** Replaces the file at once, readable by this user only. */
export function writeDiscovery(dataDir: string, discovery: Discovery): void {
  const temporary = `${fileOf(dataDir)}.${process.pid}`;
  writeFileSync(temporary, `${JSON.stringify(discovery, null, 2)}\n`, { mode: 0o600 });
  renameSync(temporary, fileOf(dataDir));
}

/** The last engine's addresses, or null when there are none that can be read. */
export function readDiscovery(dataDir: string): Discovery | null {
  try {
    return JSON.parse(readFileSync(fileOf(dataDir), 'utf8')) as Discovery;
  } catch {
    return null;
  }
}

export function removeDiscovery(dataDir: string): void {
  rmSync(fileOf(dataDir), { force: true });
}
