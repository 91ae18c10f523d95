import { mayApprove } from '#shared/rules.ts';
import type { TaskAsker } from '../../db/tasks.ts';
import type { Execution, Ledger } from '../../dispatch/spine.ts';
import { lookOrSay } from './look-at-roots.ts';
import { trustOf } from './trust-of.ts';

interface RunIn {
  row: { run_id: string; project_id: number };
  tasks: readonly TaskAsker[];
  repo: string;
}

/** Why nothing of a run's repository may be run now without a person; null: it may. */
export async function whyUntrusted(
  spine: Ledger & Pick<Execution, 'pools'>,
  { row, tasks, repo }: RunIn,
): Promise<string | null> {
  const look = await lookOrSay(spine, repo);
  if (!('trust' in look)) return look.unreadable;
  const others = tasks.find(({ requester }) => !mayApprove(requester));
  const { verdict, why } = trustOf(
    { read: spine.store.read, nowMs: spine.clock.nowMs() },
    look.trust,
    {
      taskId: '',
      runId: row.run_id,
      projectId: row.project_id,
      requester: others?.requester ?? 'local_user',
    },
  );
  switch (verdict.kind) {
    case 'first':
    case 'trusted':
      return null;
    case 'refused':
      return `rule ${verdict.rule.ruleId} refuses to trust the repository`;
    case 'asks':
      return `${why} Start again to be asked.`;
  }
}
