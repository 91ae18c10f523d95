import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The places of worktrees that lie in the folder of an item. */
export async function placesIn(folder: string): Promise<string[]> {
  const worktrees = join(folder, 'worktrees');
  const names = await readdir(worktrees).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names.map((name) => join(worktrees, name));
}
