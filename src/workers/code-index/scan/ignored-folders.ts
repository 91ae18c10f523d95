import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { foreignFolder } from '#core/code-index/scan/foreign-folder.ts';
import type { IgnoreRules } from './ignore-rules.ts';
import { readFolder } from './read-folder.ts';

/**
 * The outermost folders that are ignored, each with a slash at its end. Foreign folders are not
 * looked into.
 */
export async function ignoredFolders(root: string, rules: IgnoreRules): Promise<string[]> {
  const exists = (path: string): boolean => existsSync(join(root, path));
  const found: string[] = [];
  for (let level = ['']; level.length > 0; await setImmediate()) {
    const below = level
      .flatMap((folder) => subfolders(root, folder))
      .filter((folder) => foreignFolder(folder, exists) === null)
      .map((folder) => `${folder}/`);
    const ignored = await rules.ignored(below);
    found.push(...ignored);
    level = below.filter((folder) => !ignored.has(folder));
  }
  return found;
}

/** Without the folder's own slash; none of one that cannot be read. */
function subfolders(root: string, folder: string): string[] {
  try {
    const { entries } = readFolder(join(root, folder));
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => folder + name);
  } catch {
    return [];
  }
}
