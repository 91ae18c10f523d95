import { join } from 'node:path';
import { openStore } from '../../src/main/db/store.ts';

const IN_ONE_WRITE = 10_000;

/** Adds so many events to a ledger. */
export async function seedEvents(dataDir: string, count: number): Promise<void> {
  const store = openStore(join(dataDir, 'ledger.db'), {
    clock: { nowMs: () => Date.now() },
    announce: () => undefined,
    mirrorError: (error) => {
      throw error;
    },
  });
  for (let done = 0; done < count; done += IN_ONE_WRITE) {
    await store.commit.write((tx) => {
      for (let n = 0; n < IN_ONE_WRITE; n++) {
        const data = { lane: 'Code-Impl', before: n, after: n + 1, actor: 'local' } as const;
        tx.events.append({ type: 'lane.cap_changed', data }, Date.now());
      }
    });
  }
  store.close();
}
