import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * The nearest folder at or above `start` that holds a `.git` (folder, or file of a worktree), or
 * null.
 */
export function gitTopLevel(start: string): string | null {
  let folder = existsSync(start) ? realpathSync(start) : resolve(start);
  for (;;) {
    if (existsSync(join(folder, '.git'))) return folder;
    const parent = dirname(folder);
    if (parent === folder) return null;
    folder = parent;
  }
}
