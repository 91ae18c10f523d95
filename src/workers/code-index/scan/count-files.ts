import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Files below a folder that is left out as a whole; at least 1, so that even an unreadable one is
 * counted.
 */
export function countFiles(folder: string): number {
  const open = [folder];
  let files = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    try {
      for (const entry of readdirSync(next, { withFileTypes: true }))
        if (entry.isDirectory()) open.push(join(next, entry.name));
        else files += 1;
    } catch {
      files += 1;
    }
  }
  return Math.max(1, files);
}
