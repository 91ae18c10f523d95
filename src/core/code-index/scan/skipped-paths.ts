import type { SkipReason } from '#shared/messages/code-index.ts';

/**
 * Something the index leaves out. A folder that was not entered ends with a slash and counts for
 * the files known to be in it.
 */
export interface SkippedPath {
  path: string;
  reason: SkipReason;
  /** Files it stands for: 1 for a file; for an ignored folder, which is not looked into, also 1. */
  files: number;
}

/** Reasons that make a file no candidate; the others are failures and lower the coverage. */
const LEFT_OUT: ReadonlySet<SkipReason> = new Set<SkipReason>([
  'ignored',
  'binary',
  'generated',
  'vendored',
  'secret',
  'too_large',
  'long_line',
  'not_a_file',
]);

/** Whether a file should have been indexed, so that leaving it out is a gap in the coverage. */
export function isGap(reason: SkipReason): boolean {
  return !LEFT_OUT.has(reason);
}

/** Indexed files over indexable ones, 0 to 1; an empty repository is covered. */
export function coverageOf(indexedFiles: number, skipped: Iterable<SkippedPath>): number {
  let gaps = 0;
  for (const { reason, files } of skipped) if (isGap(reason)) gaps += files;
  return indexedFiles + gaps === 0 ? 1 : indexedFiles / (indexedFiles + gaps);
}

/** Counts by reason, most frequent first, with the first paths as examples. */
export function summarizeSkipped(
  skipped: Iterable<SkippedPath>,
  exampleLimit = 5,
): { reason: SkipReason; files: number; examples: string[] }[] {
  const byReason = new Map<SkipReason, { reason: SkipReason; files: number; examples: string[] }>();
  for (const { path, reason, files } of skipped) {
    const entry = byReason.get(reason) ?? { reason, files: 0, examples: [] };
    byReason.set(reason, entry);
    entry.files += files;
    if (entry.examples.length < exampleLimit) entry.examples.push(path);
  }
  return [...byReason.values()].sort((a, b) => b.files - a.files);
}
