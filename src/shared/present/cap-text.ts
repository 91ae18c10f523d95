import { formatMinutes } from './format-minutes.ts';
import { formatUsd } from './format-usd.ts';

/** Below this a slip of the finger costs little. */
const ASKED_ABOVE_USD = 1;
const ASKED_ABOVE_ESTIMATE = 10;

/** The cap as a button or a line says it before anything is spent: `at most $2.00, 30 min 00 s`. */
export function capText(capUsd: number | null | undefined, capMinutes?: number | null): string {
  const caps = [
    ...(capUsd === null || capUsd === undefined ? [] : [formatUsd(capUsd)]),
    ...(capMinutes === null || capMinutes === undefined ? [] : [formatMinutes(capMinutes)]),
  ];
  return caps.length === 0 ? 'no cap' : `at most ${caps.join(', ')}`;
}

/**
 * What is asked once more about a cap that somebody typed; null: it is taken as it is. Without an
 * estimate there is nothing to hold it against.
 */
export function askAboutCap(capUsd: number, estimateUsd: number | null | undefined): string | null {
  if (estimateUsd === null || estimateUsd === undefined) return null;
  if (capUsd <= ASKED_ABOVE_USD || capUsd <= ASKED_ABOVE_ESTIMATE * estimateUsd) return null;
  return `A cap of ${formatUsd(capUsd)} is more than ten times the estimate of ${formatUsd(estimateUsd)}.`;
}
