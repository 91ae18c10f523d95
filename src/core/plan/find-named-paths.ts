/** Characters that may stand in a path written in a sentence. */
const WORD = /[\w@.+~-]+(?:\/[\w@.+~-]+)*/g;

/**
 * Files of the repository that a text names, in the order of the text: a full path, or the end of
 * one when only one file ends so. A bare word without a dot or slash names nothing.
 */
export function findNamedPaths(text: string, files: readonly string[]): string[] {
  const words = new Set(
    Array.from(text.matchAll(WORD), ([word]) => word.replace(/^\.\//, '').replace(/[.]+$/, '')),
  );
  const named = [...words].filter((word) => /[./]/.test(word));
  if (named.length === 0) return [];
  const known = new Set(files);
  return [...new Set(named.flatMap((word) => fileOf(word, known) ?? []))];
}

function fileOf(word: string, known: ReadonlySet<string>): string | null {
  if (known.has(word)) return word;
  const end = `/${word}`;
  let only: string | null = null;
  for (const file of known) {
    if (!file.endsWith(end)) continue;
    if (only !== null) return null;
    only = file;
  }
  return only;
}
