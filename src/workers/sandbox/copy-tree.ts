import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Makes `to` a copy of a worktree, without its link to git. Links stay as they are written:
 * relative ones mean the copy's own files, absolute ones (installed dependencies) stay where they
 * are.
 */
export async function copyTree(from: string, to: string): Promise<void> {
  const gitLink = join(from, '.git');
  await rm(to, { recursive: true, force: true });
  await cp(from, to, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => source !== gitLink,
  });
}
