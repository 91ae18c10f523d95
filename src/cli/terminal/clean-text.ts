import { stripVTControlCharacters } from 'node:util';

// C0 and C1 controls but tab and newline, and the marks that reorder text on a screen.
const dangerous = /(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/** Text of a task, a log or a file name without anything that could steer the terminal. */
export function cleanText(text: string): string {
  return stripVTControlCharacters(text).replaceAll(dangerous, '');
}

/** The same value with every string in it cleaned. */
export function cleanDeep<T>(value: T): T {
  if (typeof value === 'string') return cleanText(value) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => cleanDeep(item)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [cleanText(key), cleanDeep<unknown>(item)]),
  ) as T;
}
