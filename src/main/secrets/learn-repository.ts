import type { WorkerPools } from '../dispatch/worker-pools.ts';
import { masker } from './masker.ts';

const underWay = new Set<Promise<void>>();

/** Reads what a repository's settings keep secret; from then on it is masked. */
export async function learnRepository(
  pools: WorkerPools,
  folders: readonly string[],
): Promise<void> {
  const learning = pools
    .ask({ kind: 'known_secrets', folders })
    .then(({ secrets }) => masker.learn(secrets));
  underWay.add(learning);
  await learning.finally(() => underWay.delete(learning));
}

/** Resolves when what is being read has been learned, or could not be read. */
export async function learned(): Promise<void> {
  await Promise.allSettled(underWay);
}
