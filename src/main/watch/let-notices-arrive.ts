import { lstat } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

const NOTICE_MS = 8;
const TURNS = 4;

/**
 * Waits until what was written before has very likely been reported. The system gives its notice at
 * once; the watcher then looks at the file through Node's pool of threads, and looks of our own
 * queue up behind those, however busy the machine is.
 */
export async function letNoticesArrive(folder: string): Promise<void> {
  await wait(NOTICE_MS);
  for (let turn = 0; turn < TURNS; turn += 1) await lstat(folder);
}
