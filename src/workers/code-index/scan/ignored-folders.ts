import { setImmediate } from 'node:timers/promises';
import { foreignFolder } from '#core/code-index/scan/foreign-folder.ts';
import { isRefusal } from '../../files/refusal.ts';
import { RootFolder } from '../../files/root-folder.ts';
import type { IgnoreRules } from './ignore-rules.ts';

/**
 * The outermost folders that are ignored, each with a slash at its end. Foreign folders are not
 * looked into.
 */
export async function ignoredFolders(root: string, rules: IgnoreRules): Promise<string[]> {
  using opened = new RootFolder(root);
  const exists = (path: string): boolean => opened.has(path);
  const found: string[] = [];
  for (let level = ['']; level.length > 0; await setImmediate()) {
    const below = level
      .flatMap((folder) => subfolders(opened, folder))
      .filter((folder) => foreignFolder(folder, exists) === null)
      .map((folder) => `${folder}/`);
    const ignored = await rules.ignored(below);
    found.push(...ignored);
    level = below.filter((folder) => !ignored.has(folder));
  }
  return found;
}

/** Without the folder's own slash; none of one that cannot be read. */
function subfolders(root: RootFolder, folder: string): string[] {
  const listed = root.list(folder);
  if (isRefusal(listed)) return [];
  return listed.entries.filter((entry) => entry.isDirectory()).map(({ name }) => folder + name);
}
