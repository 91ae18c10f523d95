import type { IndexAlert } from './index-state.ts';

/** A fault as a check found it. */
export interface FoundFault {
  code: string;
  sentence: string;
}

/**
 * The alerts after a check: one for each fault found now, with the time it was first found. Sorted
 * by time, then code.
 */
export function reconcileAlerts(
  before: readonly IndexAlert[],
  found: readonly FoundFault[],
  nowMs: number,
): IndexAlert[] {
  const since = new Map(before.map((alert) => [alert.code, alert.sinceMs]));
  const byCode = new Map(found.map((fault) => [fault.code, fault.sentence]));
  return Array.from(byCode, ([code, sentence]) => ({
    code,
    sentence,
    sinceMs: since.get(code) ?? nowMs,
  })).toSorted((a, b) => a.sinceMs - b.sinceMs || (a.code < b.code ? -1 : 1));
}
