/** What a parser gives when it is an object; null for anything else, broken text included. */
export function readObject(parse: () => unknown): Record<string, unknown> | null {
  try {
    const value = parse();
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
