import type { Execution, Ledger, Settings, Upkeep } from '../../dispatch/spine.ts';
import { trustWithStart } from './judge-root.ts';
import { lookOrSay } from './look-at-roots.ts';

/** Whoever starts the engine with a repository trusts it by that, where nothing was decided yet. */
export async function trustOpened(
  spine: Ledger & Settings & Pick<Execution, 'pools'> & Upkeep,
): Promise<void> {
  const { openRepo } = spine.options;
  const look = openRepo === null ? null : await lookOrSay(spine, openRepo);
  if (look === null || !('trust' in look)) return;
  const { trust } = look;
  const work = { task_id: '', run_id: '', project_id: 0, ...BY_THE_PERSON };
  const isRecorded = await spine.store.commit.write((tx) => trustWithStart(tx, work, trust));
  if (isRecorded)
    spine.log.info({ repo: trust.root }, 'trusted: its own commands may run, in the sandbox');
}

const BY_THE_PERSON = { requester: 'local_user', asked_by: 'local' } as const;
