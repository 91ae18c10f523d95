import type { SkipReason } from '#shared/messages/code-index.ts';
import type { FileBytes } from '../files/read-opened.ts';
import { isRefusal, type RefusalKind } from '../files/refusal.ts';
import type { RootFolder } from '../files/root-folder.ts';

/** A file's bytes as they were at `mtimeMs`, or why there are none. */
export type FileContent = FileBytes | { skip: SkipReason; sizeBytes: number; mtimeMs: number };

/** Refusals that say that nothing is there: the way to a file leads through folders. */
const GONE: ReadonlySet<RefusalKind> = new Set(['missing', 'not_a_folder']);
const SKIPPED: Partial<Record<RefusalKind, SkipReason>> = {
  link: 'not_a_file',
  not_a_file: 'not_a_file',
  too_large: 'too_large',
};

/** Reads a file to be indexed; null when there is nothing any more. */
export function readFile(root: RootFolder, path: string, largestBytes: number): FileContent | null {
  const content = root.read(path, largestBytes);
  if (!isRefusal(content)) return content;
  if (GONE.has(content.refused)) return null;
  const { refused, sizeBytes, mtimeMs } = content;
  return { skip: SKIPPED[refused] ?? 'unreadable', sizeBytes, mtimeMs };
}
