import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** An engine finishes its transaction and its children within this time; after it, it is killed. */
const PATIENCE_MS = 10_000;

export function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Ends a process with SIGTERM and waits for it; one that does not end in time is killed. */
export async function endProcess(child: ChildProcess): Promise<void> {
  if (hasEnded(child) || child.pid === undefined) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  await ended;
  clearTimeout(timer);
}
