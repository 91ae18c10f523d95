import type { Disposal, Execution, Ledger, Settings, Upkeep } from '../dispatch/spine.ts';
import { sweepTrash } from './sweep-trash.ts';

const LOOK_EVERY_MS = 60 * 60_000;

/** Sweeps the trash after the start and once an hour; returns the way to end it. */
export function keepTrash(spine: Ledger & Settings & Execution & Upkeep & Disposal): {
  stop(): Promise<void>;
} {
  let underway: Promise<void> = Promise.resolve();
  const look = (): void => void (underway = underway.then(() => sweepTrash(spine)));
  const first = setTimeout(look, 0);
  const every = setInterval(look, LOOK_EVERY_MS).unref();
  return {
    async stop() {
      clearTimeout(first);
      clearInterval(every);
      await underway;
    },
  };
}
