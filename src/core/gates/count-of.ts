/**
 * A count as printed; null when it is not a whole number that a test run could have (at most 9
 * digits).
 */
export function countOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null;
}
