import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DISCOVERY_FILE,
  type Discovery,
  parseDiscovery,
  writeDiscoveryText,
} from '#shared/present/discovery.ts';

function fileOf(dataDir: string): string {
  return join(dataDir, DISCOVERY_FILE);
}

/** Replaces the file at once, readable by this user only. */
export function writeDiscovery(dataDir: string, discovery: Discovery): void {
  const temporary = `${fileOf(dataDir)}.${process.pid}`;
  writeFileSync(temporary, writeDiscoveryText(discovery), { mode: 0o600 });
  renameSync(temporary, fileOf(dataDir));
}

/** The last engine's addresses, or null when there are none that can be read. */
export function readDiscovery(dataDir: string): Discovery | null {
  try {
    return parseDiscovery(readFileSync(fileOf(dataDir), 'utf8'));
  } catch {
    return null;
  }
}

export function removeDiscovery(dataDir: string): void {
  rmSync(fileOf(dataDir), { force: true });
}
