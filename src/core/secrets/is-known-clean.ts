// Deeper data is looked at whole.
const DEEPEST = 8;

/** What was looked at before and has no secret in it. */
export interface KnownClean {
  text: (text: string) => boolean;
  /** A name that no value is hidden for. */
  name: (name: string) => boolean;
}

/**
 * Whether all of plain data was seen before and found without a secret, so that nothing of it needs
 * a look. False says nothing about the data.
 */
export function isKnownClean(data: unknown, known: KnownClean, depth = 0): boolean {
  if (typeof data === 'string') return known.text(data);
  if (typeof data !== 'object' || data === null) return true;
  if (depth > DEEPEST || Array.isArray(data)) return false;
  const prototype: unknown = Object.getPrototypeOf(data);
  // The walk over data passes by what is not plain.
  if (prototype !== Object.prototype && prototype !== null) return true;
  for (const name in data) {
    const value = (data as Record<string, unknown>)[name];
    if (!known.name(name) || !isKnownClean(value, known, depth + 1)) return false;
  }
  return true;
}
