import type { RunSummary } from '#shared/contract/pas-schemas.ts';
import { microToUsd } from '#shared/units.ts';
import type { Reads } from '../db/reads.ts';

/** What a run asks about its budget, and who let it go on against it. */
export function budgetStanding(
  { approvals }: Pick<Reads, 'approvals'>,
  runId: string,
): Pick<RunSummary, 'budget_question' | 'budget_overridden'> {
  const asked = approvals.pendingOfRun(runId);
  return {
    budget_question:
      asked === undefined
        ? null
        : {
            approval_id: asked.approval_id,
            question: asked.question,
            proposed_budget_usd: usdOrNull(asked.proposed_micro),
          },
    budget_overridden: lastOverride(approvals, runId),
  };
}

/** Lowering a cap overrides nothing. */
function lastOverride(
  approvals: Reads['approvals'],
  runId: string,
): RunSummary['budget_overridden'] {
  for (const { actor, reason, before, after, created_at: at } of approvals.budgetChangesOf(runId)) {
    const from = capOf(before);
    const to = capOf(after);
    if (from === null || (to !== null && to < from)) continue;
    return {
      actor,
      reason,
      from_usd: usdOrNull(from),
      to_usd: usdOrNull(to),
      at: new Date(at).toISOString(),
    };
  }
  return null;
}

function capOf(caps: string): number | null {
  return (JSON.parse(caps) as { capMicro: number | null }).capMicro;
}

function usdOrNull(micro: number | null): number | null {
  return micro === null ? null : microToUsd(micro);
}
