import type { RootTrust } from '#shared/messages/host.ts';
import { realRepository } from '../../dispatch/real-repository.ts';
import type { Execution } from '../../dispatch/spine.ts';
import type { WorkerPools } from '../../dispatch/worker-pools.ts';
import { learnRepository } from '../../secrets/learn-repository.ts';
import { masker } from '../../secrets/masker.ts';
import { TakenLooks } from './taken-looks.ts';

/** The looks of each engine. */
const taken = new WeakMap<WorkerPools, TakenLooks<RootTrust>>();
/** The fingerprint of each root for which its secrets were last learned. */
const learnedFor = new Map<string, string>();

/**
 * Reads what trust in a repository rests on, secrets masked. Throws with a sentence when its
 * settings cannot be read; nothing of it may run then.
 */
export async function lookAtRoot(
  { pools }: Pick<Execution, 'pools'>,
  repo: string,
): Promise<RootTrust> {
  const looks = taken.get(pools) ?? new TakenLooks<RootTrust>();
  taken.set(pools, looks);
  const place = realRepository(repo);
  return looks.take(place, () => look(pools, place));
}

async function look(pools: WorkerPools, repo: string): Promise<RootTrust> {
  const { trust } = await pools.ask({ kind: 'root_trust', repo });
  const { root, fingerprint } = trust;
  if (trust.settings.length > 0 && learnedFor.get(root) !== fingerprint) {
    await learnRepository(pools, [root]);
    learnedFor.set(root, fingerprint);
  }
  const settings = trust.settings.map(({ digest, ...said }) => ({
    ...masker.maskData(said),
    digest,
  }));
  return { ...trust, settings };
}
