import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { watch } from 'chokidar';
import type { GitFolders } from '#shared/messages/git-folders.ts';

export interface HeadListener {
  /** HEAD or a branch may have moved. */
  moved(): void;
  /** Git took or released the lock on the index: it is changing the work tree, or is done. */
  locked(isLocked: boolean): void;
  /** What is tracked may have changed. */
  indexed(): void;
  /** The private rules, `.git/info/exclude`, changed. */
  excluded(): void;
}

/**
 * Watches git's own files for commits, branch switches, rebases and rules. Resolves with the way to
 * stop.
 */
export function watchHead(folders: GitFolders, listener: HeadListener): () => Promise<void> {
  const { gitDir, commonDir } = folders;
  const lock = join(gitDir, 'index.lock');
  const heads = join(commonDir, 'refs', 'heads');
  const index = join(gitDir, 'index');
  const info = join(commonDir, 'info');
  const exclude = join(info, 'exclude');
  const single = [join(gitDir, 'HEAD'), join(commonDir, 'packed-refs'), lock, index, exclude];
  const own = new Set([...single, gitDir, commonDir, info]);
  const watcher = watch([...new Set([gitDir, commonDir, heads])], {
    ignoreInitial: true,
    followSymlinks: false,
    atomic: false,
    ignorePermissionErrors: true,
    ignored: (path) => !own.has(path) && !isBelow(path, commonDir, heads),
  });
  watcher.on('all', (_event, path) => {
    if (path === lock) listener.locked(existsSync(lock));
    else if (path === index) listener.indexed();
    else if (path === exclude) listener.excluded();
    else if (!path.endsWith('.lock') && ![gitDir, commonDir, info].includes(path)) listener.moved();
  });
  // Without notices from git's folder a commit is still seen with the next refresh or look.
  watcher.on('error', () => listener.moved());
  return () => watcher.close();
}

/** The folder of branches with all in it, and the folders on the way there. */
function isBelow(path: string, commonDir: string, heads: string): boolean {
  return path === join(commonDir, 'refs') || path === heads || path.startsWith(`${heads}/`);
}
