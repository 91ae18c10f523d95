import { statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * The first folder on the way to `path` that only another user may enter. Root enters everything,
 * but in a user namespace of its own it has no power over what belongs to others.
 */
export function findClosedFolder(path: string): string | null {
  const parent = dirname(path);
  const above = parent === path ? null : findClosedFolder(parent);
  return above ?? (isClosed(path) ? path : null);
}

function isClosed(path: string): boolean {
  const facts = statSync(path, { throwIfNoEntry: false });
  if (facts?.isDirectory() !== true || facts.uid === 0) return false;
  const mayEnter = facts.gid === 0 ? 0o010 : 0o001;
  return (facts.mode & mayEnter) === 0;
}
