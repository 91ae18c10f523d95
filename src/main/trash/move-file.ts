import { mkdir, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Moves a file or a folder of the data folder; one that is not there is no fault. */
export async function moveFile(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  await rename(from, to).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}
