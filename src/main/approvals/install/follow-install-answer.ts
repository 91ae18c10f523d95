import type { ApprovalRow } from '../../db/approvals.ts';
import type { Execution, Ledger, Queue, Upkeep } from '../../dispatch/spine.ts';
import { rerunFailed } from '../../runs/rerun-failed.ts';

/**
 * Runs again, in every run that asked, what failed without the dependencies. Call after the
 * commit.
 */
export async function rerunWithInstalled(
  spine: Ledger & Queue & Execution & Upkeep,
  { rule_id: ruleId, status }: Pick<ApprovalRow, 'rule_id' | 'status'>,
): Promise<void> {
  if (status !== 'approved') return;
  const { read } = spine.store;
  for (const runId of read.approvals.runsAnsweredBy(ruleId ?? 0)) {
    if (read.runs.get(runId)?.status !== 'needs_review') continue;
    const reason = 'run again: its dependencies may be installed now';
    const call = { actor: 'approval', requester: 'local_user' } as const;
    await rerunFailed(spine, { run_id: runId, which: 'failed', reason }, call);
  }
}
