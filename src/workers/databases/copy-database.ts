import { join } from 'node:path';
import type { DatabasePlace } from '#shared/messages/database.ts';
import { digestFile, settleFile } from './settle-file.ts';
import { snapshotDatabase } from './snapshot-database.ts';

/** Copies a database into a folder as `original.db`, with what its journals hold. */
export function copyDatabase(
  place: DatabasePlace,
  folder: string,
  readMain?: Parameters<typeof snapshotDatabase>[2],
): { path: string; digest: string } {
  const file = join(folder, 'original.db');
  const path = snapshotDatabase(place, file, readMain);
  settleFile(file, path);
  return { path, digest: digestFile(file) };
}
