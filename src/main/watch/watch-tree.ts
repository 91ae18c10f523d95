import { relative, sep } from 'node:path';
import { watch, type FSWatcher } from 'chokidar';
import type { Watching } from '#core/code-index/freshness/judge-index.ts';
import type { GitFolders } from './git-folders.ts';
import { createIgnoreRules } from './ignore-rules.ts';

export interface TreeListener {
  /** A file came, changed or went; the path is relative to the root, with forward slashes. */
  changed(path: string): void;
  /** How changes become known from now on; after `looking` and back, changes may have been missed. */
  watching(now: Watching): void;
}

export interface TreeWatch {
  /** Reads the ignore rules again and watches what they leave, without a gap. */
  renew(): void;
  close(): Promise<void>;
}

const NO_ROOM = new Set(['ENOSPC', 'EMFILE', 'ENFILE']);

/**
 * Watches the files of a work tree that git does not ignore. Folders that are ignored are never entered, and links are not followed.
 * When the system has no room for more watches, everything is given up at once and `looking` says why: half a watch would hide changes.
 */
export function watchTree(folders: GitFolders, listener: TreeListener): TreeWatch {
  let current: FSWatcher | null = null;
  let isClosed = false;

  function start(): FSWatcher {
    const watcher = openWatcher(folders);
    watcher.on('all', (event, path) => {
      if (event === 'add' || event === 'change' || event === 'unlink')
        listener.changed(inRoot(folders.root, path));
    });
    watcher.once('ready', () => {
      if (watcher === current && !isClosed) listener.watching({ by: 'notices' });
    });
    watcher.on('error', (error) => {
      if (watcher === current && !isClosed) giveUp(watcher, error);
    });
    return watcher;
  }
  function giveUp(watcher: FSWatcher, error: unknown): void {
    current = null;
    void watcher.close();
    listener.watching({ by: 'looking', why: whyLooking(error) });
  }
  listener.watching({ by: 'starting' });
  current = start();
  return {
    renew() {
      const before = current;
      if (before === null || isClosed) return;
      current = start();
      // The old one goes when the new one is complete: a change in between is reported twice rather than not at all.
      current.once('ready', () => void before.close());
    },
    async close() {
      isClosed = true;
      await current?.close();
    },
  };
}

function openWatcher(folders: GitFolders): FSWatcher {
  const { root, commonDir } = folders;
  const rules = createIgnoreRules(root, commonDir);
  return watch(root, {
    ignoreInitial: true,
    followSymlinks: false,
    // Our own coalescing joins the two halves of an editor's save; a window here would only add to the delay.
    atomic: false,
    ignorePermissionErrors: true,
    ignored: (path, stats) =>
      stats === undefined
        ? path.endsWith(`${sep}node_modules`) || path.endsWith(`${sep}.git`)
        : rules.isIgnored(inRoot(root, path), stats.isDirectory()),
  });
}

function inRoot(root: string, path: string): string {
  const inside = relative(root, path);
  return sep === '/' ? inside : inside.replaceAll(sep, '/');
}

function whyLooking(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (NO_ROOM.has(code)) {
    return `The system has no room for more watched folders (${code}), so the work tree is compared every 30 seconds instead; raise fs.inotify.max_user_watches and start again.`;
  }
  const text = error instanceof Error ? error.message : String(error);
  return `The work tree cannot be watched (${text}), so it is compared every 30 seconds instead.`;
}
