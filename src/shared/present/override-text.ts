import type { RunSummary } from '../contract/pas-schemas.ts';
import { formatUsd } from './format-usd.ts';

type Of<K extends keyof RunSummary> = NonNullable<RunSummary[K]>;

/** Who completed a run against its gates: `by local, for this run: a flaky test`. */
export function overrideText({ actor, reason, scope }: Of<'overridden'>): string {
  return `by ${actor}, for ${scope === 'run' ? 'this run' : scope}: ${reason}`;
}

/** Who let a run spend more: `raised from $1.00 to $3.00 by local: worth it`. */
export function budgetOverrideText(given: Of<'budget_overridden'>): string {
  const { actor, reason, from_usd: from, to_usd: to } = given;
  const why = reason === null ? '' : `: ${reason}`;
  if (from === to) return `gone on over its projection, by ${actor}${why}`;
  const cap = to === null ? 'lifted' : `raised from ${formatUsd(from)} to ${formatUsd(to)}`;
  return `${cap} by ${actor}${why}`;
}
