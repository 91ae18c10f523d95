import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { namesIn } from './places-in.ts';

/** What a rehearsal left: a tar archive each, beside the folders of the items. */
const ARCHIVE = /\.tar(\.part)?$/;

/** Removes archives that were written until a time, epoch ms; they belong to no item. */
export async function removeOldArchives(folder: string, untilMs: number): Promise<void> {
  for (const name of await namesIn(folder)) {
    if (!ARCHIVE.test(name)) continue;
    const file = join(folder, name);
    const { mtimeMs } = await stat(file);
    if (mtimeMs <= untilMs) await rm(file);
  }
}
