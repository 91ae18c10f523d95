import type { GitFolders } from '#shared/messages/git-folders.ts';
import { isRefusal } from './refusal.ts';
import { openIfThere, type RootFolder } from './root-folder.ts';

const SHA = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
const MAX_HOPS = 5;
const LARGEST_REF_BYTES = 4096;
const LARGEST_PACKED_BYTES = 64 * 1024 * 1024;

/**
 * The commit HEAD is at, read from git's files; null before the first commit, where branches are
 * kept in another format, or where there is something else in place of a file.
 */
export function readHead({ gitDir, commonDir }: Omit<GitFolders, 'root'>): string | null {
  using own = openIfThere(gitDir);
  using common = openIfThere(commonDir);
  let text = readText(own, 'HEAD') ?? linkedHead(own);
  for (let hop = 0; hop < MAX_HOPS && text !== null; hop += 1) {
    if (SHA.test(text)) return text;
    const name = /^ref: (refs\/\S+)$/.exec(text)?.[1];
    if (name === undefined || name.split('/').includes('..')) return null;
    text = readText(own, name) ?? readText(common, name) ?? packed(common, name);
  }
  return null;
}

/** Git may be told to keep HEAD as a link to the branch's file. */
function linkedHead(folder: RootFolder | null): string | null {
  const target = folder?.readLink('HEAD');
  return target === undefined || isRefusal(target) ? null : `ref: ${target}`;
}

function packed(folder: RootFolder | null, name: string): string | null {
  const lines = folder?.readText('packed-refs', LARGEST_PACKED_BYTES)?.split('\n') ?? [];
  return lines.find((line) => line.endsWith(` ${name}`))?.slice(0, -name.length - 1) ?? null;
}

/** A branch may be packed, or be written at this moment: the next notice reads again. */
function readText(folder: RootFolder | null, path: string): string | null {
  return folder?.readText(path, LARGEST_REF_BYTES)?.trim() ?? null;
}
