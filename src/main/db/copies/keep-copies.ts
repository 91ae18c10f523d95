import type { Logger } from 'pino';
import type { Clock } from '#core/ports.ts';
import { REPAIR_ADVICE } from '../ledger-fault.ts';
import type { Store } from '../store.ts';
import { isCopyDue } from './is-copy-due.ts';
import { listCopies } from './list-copies.ts';

/** After a start, when what the start asks for is done (ms). */
const FIRST_LOOK_MS = 60_000;
const LOOK_EVERY_MS = 60 * 60_000;

export interface CopyKeeping {
  dataDir: string;
  clock: Clock;
  log: Logger;
  /** What is wrong with a database file, or null; looked at in another thread. */
  check: (file: string) => Promise<string | null>;
}

export interface CopyKeeper {
  /** Takes a copy where one is due. Never rejects: what failed is in the log and in the health. */
  look(): Promise<void>;
  /** Looks no more; resolves when a copy that is under way has ended. */
  stop(): Promise<void>;
}

/** Copies the ledger by itself, once a day while something happens. */
export function keepCopies(store: Store, keeping: CopyKeeping): CopyKeeper {
  const { dataDir, clock, log } = keeping;
  let underway: Promise<void> = Promise.resolve();
  async function lookNow(): Promise<void> {
    const nowMs = clock.nowMs();
    const [newest] = listCopies(dataDir);
    try {
      if (!isCopyDue(newest, nowMs, store.lastEventMs())) return;
      await store.copy({ dataDir, nowMs, check: keeping.check });
      store.noteDamage(null);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      store.noteDamage(`The ledger ${store.file} could not be copied (${why}). ${REPAIR_ADVICE}`);
      log.error({ err: error }, 'the ledger could not be copied');
    }
  }
  const look = (): Promise<void> => (underway = underway.then(lookNow));
  const first = setTimeout(() => void look(), FIRST_LOOK_MS).unref();
  const every = setInterval(() => void look(), LOOK_EVERY_MS).unref();
  return {
    look,
    async stop() {
      clearTimeout(first);
      clearInterval(every);
      await underway;
    },
  };
}
