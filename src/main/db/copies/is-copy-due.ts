import type { LedgerCopy } from './list-copies.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Whether the ledger should be copied: a day after the last copy, where something happened since.
 * `lastEventMs`: when the newest event was; null for an empty ledger.
 */
export function isCopyDue(
  newest: LedgerCopy | undefined,
  nowMs: number,
  lastEventMs: number | null,
): boolean {
  if (lastEventMs === null) return false;
  if (newest === undefined) return true;
  return nowMs - newest.takenAtMs >= DAY_MS && lastEventMs > newest.takenAtMs;
}
