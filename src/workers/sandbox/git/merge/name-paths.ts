const MOST_NAMED = 5;

/** `“a.txt”, “b.txt” and 3 more`. */
export function namePaths(paths: readonly string[]): string {
  const named = paths.slice(0, MOST_NAMED).map((path) => `“${path}”`);
  const more = paths.length - named.length;
  if (more > 0) return `${named.join(', ')} and ${more} more`;
  const last = named.pop() ?? '';
  return named.length === 0 ? last : `${named.join(', ')} and ${last}`;
}
