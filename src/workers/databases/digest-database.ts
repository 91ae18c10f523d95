import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabasePlace } from '#shared/messages/database.ts';
import { copyDatabase } from './copy-database.ts';

/** The digest of what a database holds now; `folder` has its copy meanwhile. */
export function digestDatabase(
  place: DatabasePlace,
  folder: string,
  readMain?: Parameters<typeof copyDatabase>[2],
): string {
  const own = join(folder, 'now');
  mkdirSync(own, { recursive: true, mode: 0o700 });
  try {
    return copyDatabase(place, own, readMain).digest;
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}
