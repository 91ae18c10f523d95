import { watch } from 'chokidar';

/**
 * Calls back when a single file, which need not exist, came, changed or went. Resolves with the way
 * to stop.
 */
export function watchFile(file: string, changed: () => void): () => Promise<void> {
  const watcher = watch(file, { ignoreInitial: true, atomic: false, ignorePermissionErrors: true });
  watcher.on('all', changed);
  // Where there is no room for one more watch, its changes count from the next start.
  watcher.on('error', () => undefined);
  return () => watcher.close();
}
