/**
 * Money is held in integer micro-dollars (1 USD = 1,000,000 µUSD) so that receipts add up exactly.
 * Wire fields ending in `_usd` are decimal dollars; they are converted here and nowhere else.
 */
export type MicroUsd = number;

const MICRO = 1_000_000;

/** Largest amount a wire field may carry (USD); keeps sums of a million receipts inside 2^53. */
export const MAX_USD = 1_000_000;

/** Decimal dollars to micro-dollars, rounded half up to the nearest micro-dollar. */
export function usdToMicro(usd: number): MicroUsd {
  return Math.round(usd * MICRO);
}

/** Micro-dollars to decimal dollars. */
export function microToUsd(micro: MicroUsd): number {
  return micro / MICRO;
}

/** The longest cap of time: a year. */
export const MAX_MINUTES = 525_600;

const MINUTE_MS = 60_000;

/** Minutes to whole milliseconds, at least one. */
export function minutesToMs(minutes: number): number {
  return Math.max(1, Math.round(minutes * MINUTE_MS));
}

/** Milliseconds to minutes. */
export function msToMinutes(ms: number): number {
  return ms / MINUTE_MS;
}

/** Joules to kilowatt-hours. */
export function joulesToKwh(joules: number): number {
  return joules / 3_600_000;
}
