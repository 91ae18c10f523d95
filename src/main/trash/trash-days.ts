import type { Reads } from '../db/reads.ts';

const DEFAULT_DAYS = 30;
const DAY_MS = 24 * 60 * 60_000;
export const TRASH_DAYS_KEY = 'trash_days';

/** How many days the trash keeps what was deleted. */
export function trashDays(from: { read: Reads }): number {
  const set = from.read.settings.get(TRASH_DAYS_KEY);
  return typeof set === 'number' ? set : DEFAULT_DAYS;
}

/** From when on something is removed for good, epoch ms. */
export function removedAtMs(deletedAtMs: number, days: number): number {
  return deletedAtMs + days * DAY_MS;
}

/** What was deleted then or before is removed now. */
export function dueUntilMs(nowMs: number, days: number): number {
  return nowMs - days * DAY_MS;
}
