import { tmpdir } from 'node:os';
import type { Execution, Settings, Upkeep } from './spine.ts';

/** Removes what engines that were killed left behind; nobody waits for it. */
export function sweepLeftovers({ pools, options, log, life }: Settings & Execution & Upkeep): void {
  const { dataDir } = options;
  pools.ask({ kind: 'sweep_leftovers', temporary: tmpdir(), dataDir }).then(
    ({ refused }) => {
      for (const why of refused) log.warn({ why }, 'a leftover of an earlier engine stays');
    },
    (error: unknown) => {
      // The next engine goes on with it.
      if (!life.isStopping()) log.warn({ err: error }, 'leftovers could not be removed');
    },
  );
}
