import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readPointer } from '../../../files/git-folders.ts';

/** Whether a work tree of the repository stands on the branch, the one of `own` left out. */
export async function isCheckedOut(
  commonDir: string,
  branch: string,
  own: string | null,
): Promise<boolean> {
  const folder = join(commonDir, 'worktrees');
  const names = await readdir(folder).catch(() => []);
  const entries = [commonDir, ...names.map((name) => join(folder, name))];
  for (const entry of entries) {
    if (entry === own) continue;
    if (readPointer(join(entry, 'HEAD')) === `ref: refs/heads/${branch}`) return true;
  }
  return false;
}
