import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Names in a folder that need not be there. */
export async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
}

/** The places of worktrees that lie in the folder of an item. */
export async function placesIn(folder: string): Promise<string[]> {
  const worktrees = join(folder, 'worktrees');
  return (await namesIn(worktrees)).map((name) => join(worktrees, name));
}
