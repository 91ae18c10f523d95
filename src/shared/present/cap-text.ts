import { formatUsd } from './format-usd.ts';

/** Below this a slip of the finger costs little. */
const ASKED_ABOVE_USD = 1;
const ASKED_ABOVE_ESTIMATE = 10;

/** The cap as a button or a line says it before anything is spent: `at most $2.00`. */
export function capText(capUsd: number | null | undefined): string {
  return capUsd === null || capUsd === undefined ? 'no cap' : `at most ${formatUsd(capUsd)}`;
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
