import { type Dirent, readdirSync } from 'node:fs';

/** A folder's entries in order of name, and the names that are no valid UTF-8. */
export interface FolderEntries {
  entries: Dirent[];
  /** Nothing can be addressed by them. Shown with replacement characters. */
  unreadableNames: string[];
}

/** Reads a folder; throws the system's error when it cannot be read. */
export function readEntries(folder: string): FolderEntries {
  const all = readdirSync(folder, { withFileTypes: true });
  // The replacement character stands for bytes that could not be decoded, unless the name really
  // has it.
  const isSuspect = all.some(({ name }) => name.includes('\uFFFD'));
  const invalid = isSuspect ? invalidNames(folder) : new Set<string>();
  const entries = all
    .filter(({ name }) => !invalid.has(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return { entries, unreadableNames: [...invalid] };
}

function invalidNames(folder: string): Set<string> {
  const invalid = new Set<string>();
  for (const bytes of readdirSync(folder, { encoding: 'buffer' })) {
    const name = bytes.toString('utf8');
    if (!Buffer.from(name, 'utf8').equals(bytes)) invalid.add(name);
  }
  return invalid;
}
