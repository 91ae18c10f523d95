import type { Cli } from '../cli.ts';

/**
 * Runs `work` with a signal that aborts on Ctrl-C (or, on a terminal, the key q when `quitOnQ`),
 * and leaves signal handlers and the terminal as they were. Returns whether it was interrupted.
 */
export async function untilInterrupted<T>(
  cli: Cli,
  { quitOnQ }: { quitOnQ: boolean },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<{ interrupted: true } | { interrupted: false; value: T }> {
  const controller = new AbortController();
  const interrupt = () => controller.abort();
  const onKey = (key: Buffer) => {
    if (key.includes('q') || key.includes(0x03)) interrupt();
  };
  process.once('SIGINT', interrupt);
  const readsKeys = quitOnQ && cli.streams.stdin.isTTY;
  if (readsKeys) cli.streams.stdin.setRawMode(true).resume().on('data', onKey);
  try {
    const value = await work(controller.signal);
    return controller.signal.aborted ? { interrupted: true } : { interrupted: false, value };
  } catch (error) {
    if (controller.signal.aborted) return { interrupted: true };
    throw error;
  } finally {
    process.removeListener('SIGINT', interrupt);
    if (readsKeys) cli.streams.stdin.removeListener('data', onKey).pause().setRawMode(false);
    controller.abort();
  }
}
