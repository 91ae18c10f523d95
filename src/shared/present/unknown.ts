/** What is shown for a figure that is not known. Never `0`: zero is a measurement. */
export const UNKNOWN = 'unknown';

/** What is shown where there is nothing to show, such as the end of a task that has not started. */
export const NONE = '–';

/** Whether there is a figure to show. */
export function isKnown(value: number | null | undefined): value is number {
  return value !== null && value !== undefined && Number.isFinite(value);
}
