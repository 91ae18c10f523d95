import type { RootTrust } from '#shared/messages/host.ts';
import { realRepository } from '../../dispatch/real-repository.ts';
import type { Execution } from '../../dispatch/spine.ts';
import { learnRepository } from '../../secrets/learn-repository.ts';
import { masker } from '../../secrets/masker.ts';

/**
 * Reads what trust in a repository rests on, secrets masked. Throws with a sentence when its
 * settings cannot be read; nothing of it may run then.
 */
export async function lookAtRoot(
  { pools }: Pick<Execution, 'pools'>,
  repo: string,
): Promise<RootTrust> {
  const { trust } = await pools.ask({ kind: 'root_trust', repo: realRepository(repo) });
  if (trust.settings.length === 0) return trust;
  await learnRepository(pools, [trust.root]);
  const settings = trust.settings.map(({ digest, ...said }) => ({
    ...masker.maskData(said),
    digest,
  }));
  return { ...trust, settings };
}
