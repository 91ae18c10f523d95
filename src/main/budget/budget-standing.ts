import type { RunSummary } from '#shared/contract/pas-schemas.ts';
import { microToUsd, msToMinutes } from '#shared/units.ts';
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
            proposed_duration_minutes: minutesOrNull(asked.proposed_ms),
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
    const moves = movesOf(JSON.parse(before) as StoredCaps, JSON.parse(after) as StoredCaps);
    if (moves === null) continue;
    const { usd, minutes } = moves;
    return {
      actor,
      reason,
      from_usd: usdOrNull(usd?.from ?? null),
      to_usd: usdOrNull(usd?.to ?? null),
      from_minutes: minutesOrNull(minutes?.from ?? null),
      to_minutes: minutesOrNull(minutes?.to ?? null),
      at: new Date(at).toISOString(),
    };
  }
  return null;
}

/** What of a run's caps a change was about; of older changes time is not told. */
interface StoredCaps {
  capMicro?: number | null;
  capMs?: number | null;
}

interface Move {
  from: number;
  to: number | null;
}

/**
 * Which caps were raised or, where none changed, passed over: a resume over the time tells the cap
 * of time alone. Null: neither.
 */
function movesOf(
  before: StoredCaps,
  after: StoredCaps,
): { usd: Move | null; minutes: Move | null } | null {
  const usd = moveOf(before.capMicro, after.capMicro);
  const minutes = moveOf(before.capMs, after.capMs);
  const raised = { usd: raise(usd), minutes: raise(minutes) };
  if (raised.usd !== null || raised.minutes !== null) return raised;
  if (usd !== null) return usd.to === usd.from ? { usd, minutes: null } : null;
  return minutes !== null && minutes.to === minutes.from ? { usd, minutes } : null;
}

function moveOf(from: number | null | undefined, to: number | null | undefined): Move | null {
  return from === null || from === undefined ? null : { from, to: to ?? null };
}

function raise(move: Move | null): Move | null {
  return move !== null && (move.to === null || move.to > move.from) ? move : null;
}

function usdOrNull(micro: number | null): number | null {
  return micro === null ? null : microToUsd(micro);
}

function minutesOrNull(ms: number | null): number | null {
  return ms === null ? null : msToMinutes(ms);
}
