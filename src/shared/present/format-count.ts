import { formatDecimal } from './format-decimal.ts';
import { isKnown, UNKNOWN } from './unknown.ts';

/** A count in full: `812`, `12,000`. */
export function formatCount(count: number | null | undefined): string {
  if (!isKnown(count)) return UNKNOWN;
  return formatDecimal(count, 0);
}

/** Singular or plural for a count: `task` or `tasks`, `is` or `are`. */
export function wordFor(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? one : many;
}

/** A count with its noun: `1 task`, `12,000 tasks`. */
export function countOf(count: number, one: string, many?: string): string {
  return `${formatCount(count)} ${wordFor(count, one, many)}`;
}
