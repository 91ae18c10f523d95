import type { RunSummary } from '../contract/pas-schemas.ts';
import { formatMinutes } from './format-minutes.ts';
import { formatUsd } from './format-usd.ts';

type Of<K extends keyof RunSummary> = NonNullable<RunSummary[K]>;

/** Who completed a run against its gates: `by local, for this run: a flaky test`. */
export function overrideText({ actor, reason, scope }: Of<'overridden'>): string {
  return `by ${actor}, for ${scope === 'run' ? 'this run' : scope}: ${reason}`;
}

/** Who let a run use more: `raised from $1.00 to $3.00 by local: worth it`. */
export function budgetOverrideText(given: Of<'budget_overridden'>): string {
  const { actor, reason, from_usd: from, to_usd: to } = given;
  const { from_minutes: fromMinutes, to_minutes: toMinutes } = given;
  const why = reason === null ? '' : `: ${reason}`;
  const isTime = fromMinutes !== null;
  if (from === to && fromMinutes === toMinutes)
    return `gone on over its ${isTime ? 'time' : 'projection'}, by ${actor}${why}`;
  const raises = [
    ...(from === to ? [] : [to === null ? 'lifted' : raiseText(formatUsd(from), formatUsd(to))]),
    ...(isTime ? [raiseText(formatMinutes(fromMinutes), formatMinutes(toMinutes))] : []),
  ];
  return `${raises.join(', ')} by ${actor}${why}`;
}

function raiseText(from: string, to: string): string {
  return `raised from ${from} to ${to}`;
}
