import { isRefusal } from '../../files/refusal.ts';
import type { RootFolder } from '../../files/root-folder.ts';

/**
 * Files below a folder that is left out as a whole; at least 1, so that even an unreadable one is
 * counted.
 */
export function countFiles(root: RootFolder, folder: string): number {
  const open = [folder];
  let files = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const listed = root.list(next);
    if (isRefusal(listed)) files += 1;
    else {
      files += listed.unreadableNames.length;
      for (const entry of listed.entries)
        if (entry.isDirectory()) open.push(`${next}/${entry.name}`);
        else files += 1;
    }
  }
  return Math.max(1, files);
}
