import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GitFolders } from './git-folders.ts';

const SHA = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
const MAX_HOPS = 5;

/**
 * The commit HEAD is at, read from git's files; null before the first commit or where branches are
 * kept in another format.
 */
export function readHead({ gitDir, commonDir }: GitFolders): string | null {
  let text = readText(join(gitDir, 'HEAD'));
  for (let hop = 0; hop < MAX_HOPS && text !== null; hop += 1) {
    if (SHA.test(text)) return text;
    const name = /^ref: (refs\/\S+)$/.exec(text)?.[1];
    if (name === undefined || name.split('/').includes('..')) return null;
    text =
      readText(join(gitDir, name)) ?? readText(join(commonDir, name)) ?? packed(commonDir, name);
  }
  return null;
}

function packed(commonDir: string, name: string): string | null {
  const lines = readText(join(commonDir, 'packed-refs'))?.split('\n') ?? [];
  return lines.find((line) => line.endsWith(` ${name}`))?.slice(0, -name.length - 1) ?? null;
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    // A branch may be packed, or be written at this moment: the next notice reads again.
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}
