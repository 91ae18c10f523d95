import type { IndexedSource } from '#shared/messages/code-index.ts';
import { isRefusal } from './refusal.ts';
import { openIfThere, type RootFolder } from './root-folder.ts';

/**
 * Texts of files that have the size and time they were indexed with; null for any other, and for
 * one behind a link.
 */
export function readSources(folder: string, sources: readonly IndexedSource[]): (string | null)[] {
  using root = openIfThere(folder);
  return sources.map((source) => (root === null ? null : readIndexed(root, source)));
}

function readIndexed(root: RootFolder, { file, size, mtime }: IndexedSource): string | null {
  const content = root.read(file, size);
  if (isRefusal(content) || content.bytes.length !== size) return null;
  if (mtime !== 0 && content.mtimeMs !== mtime) return null;
  const text = Buffer.from(content.bytes).toString('utf8');
  return text.includes('\0') ? null : text;
}
