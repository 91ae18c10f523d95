import { lstat, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { namesIn } from './places-in.ts';

/** What a rehearsal left: a tar archive each, beside the folders of the items. */
const ARCHIVE = /\.tar(\.part)?$/;

/**
 * Removes archives that were written until a time, epoch ms; they belong to no item. Links and
 * folders of such a name are somebody else's, and stay.
 */
export async function removeOldArchives(folder: string, untilMs: number): Promise<void> {
  for (const name of await namesIn(folder)) {
    if (!ARCHIVE.test(name)) continue;
    const file = join(folder, name);
    const facts = await lstat(file);
    if (facts.isFile() && facts.mtimeMs <= untilMs) await rm(file);
  }
}
