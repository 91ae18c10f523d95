import { countOf } from '#shared/present/format-count.ts';
import { formatPercent } from '#shared/present/format-percent.ts';
/**
 * How far the intervals have held so far, as it stands beside them; honest about having no record.
 */
export function coverageText(totals: {
  cold_start: boolean;
  coverage: { observed: number | null; n: number };
}): string {
  const { observed, n } = totals.coverage;
  const start = totals.cold_start ? 'No history yet: wide. ' : '';
  if (observed === null || n === 0)
    return `${start}No finished run to check the intervals against yet`;
  return `${start}The 90 % interval held in ${formatPercent(observed)} of ${countOf(n, 'finished run')}`;
}
