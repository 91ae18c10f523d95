import type { RunSummary } from '../contract/pas-schemas.ts';
import { minutesToMs } from '../units.ts';
import { formatDuration } from './format-duration.ts';

/** What a run has used of its cap of time at a moment; null: it has none. */
export function timeUsed(
  run: Pick<RunSummary, 'budget_duration_minutes' | 'worked_minutes' | 'time_up_at'>,
  nowMs: number,
): { share: number; text: string } | null {
  if (run.budget_duration_minutes === null) return null;
  const capMs = minutesToMs(run.budget_duration_minutes);
  const usedMs =
    run.time_up_at === null
      ? minutesToMs(run.worked_minutes)
      : Math.min(capMs, capMs - (Date.parse(run.time_up_at) - nowMs));
  return { share: usedMs / capMs, text: `${formatDuration(usedMs)} of ${formatDuration(capMs)}` };
}
