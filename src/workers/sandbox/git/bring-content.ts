import { closeSync, fstatSync, futimesSync } from 'node:fs';
import { join } from 'node:path';
import { copyOpened } from '../../files/copy-opened.ts';
import { isRefusal } from '../../files/refusal.ts';
import { RootFolder } from '../../files/root-folder.ts';
import { WritableFolder } from '../../files/writable-folder.ts';
import { FilteredContent, POINTER_BYTES } from './filtered-content.ts';
import { filteredAmong, mayFilter } from './filtered-changes.ts';
import type { GitView } from './git-view.ts';
import { listEntries } from './list-entries.ts';
import type { GitSeat } from './run-git.ts';
import { settleIndex, type BroughtFile } from './settle-index.ts';

/** More would fill a disk that nobody asked. */
const MOST_BYTES = 8 * 1024 ** 3;
/** Git looks into files that are not older than its index. */
const OLDER_SECONDS = 10;
const SECRET = /crypt|secret|sops|vault/i;

/** A work tree that is being filled, and the index that says with what. */
export interface Filling {
  view: GitSeat;
  env?: Readonly<Record<string, string>>;
  /** Absolute. */
  toplevel: string;
  /** Where it stands in the worktree; empty at the top. */
  prefix: string;
}

/**
 * Gives the files of a new work tree that a filter stores (Git LFS) the content that the checkout
 * has of them; git goes on to know them as what is stored. Answers what could not be brought, in
 * sentences.
 */
export async function bringContent(source: GitView, filling: Filling): Promise<string[]> {
  if (!(await mayFilter(filling))) return [];
  const entries = await listEntries(filling);
  const filtered = await filteredAmong(filling, [...entries.keys()]);
  if (filtered.length === 0) return [];
  using content = new FilteredContent(source, await listEntries({ view: source }));
  using there = new RootFolder(filling.toplevel);
  using target = new WritableFolder(filling.toplevel);
  const brought: BroughtFile[] = [];
  const left: { path: string; filter: string }[] = [];
  let bytes = 0;
  for (const { path, filter } of filtered) {
    const { mode = '', blob = '' } = entries.get(path) ?? {};
    const stored = { blob, pointer: () => there.readText(path, POINTER_BYTES) ?? '' };
    const opened = isSecretFilter(filter) ? null : await content.open(path, stored);
    if (opened !== null) bytes += fstatSync(opened).size;
    const isBrought = opened !== null && bytes <= MOST_BYTES && (await put(target, path, opened));
    if (opened !== null) closeSync(opened);
    if (isBrought) brought.push({ path, filter, mode, blob });
    else left.push({ path, filter });
  }
  // A submodule has no index of its own in the worktree.
  const unsettled = filling.prefix === '' ? await settleIndex(filling.view, brought) : [];
  return describeLeft([...left, ...unsettled], filling.prefix);
}

/** Whether what the filter keeps is secret, and not to be brought. */
export function isSecretFilter(filter: string): boolean {
  return SECRET.test(filter);
}

async function put(target: WritableFolder, path: string, from: number): Promise<boolean> {
  const seconds = Math.floor(Date.now() / 1000) - OLDER_SECONDS;
  const refusal = await target.write(path, 0o644, async (to) => {
    await copyOpened(from, to);
    futimesSync(to, seconds, seconds);
  });
  return !isRefusal(refusal);
}

/** Sentences about files that stay as their filters store them, one for each filter. */
export function describeLeft(
  left: readonly { path: string; filter: string }[],
  prefix: string,
): string[] {
  return [...new Set(left.map(({ filter }) => filter))].map((filter) => {
    const paths = left.filter((each) => each.filter === filter).map(({ path }) => path);
    const first = join(prefix, paths[0] ?? '');
    const more = paths.length > 1 ? ` and ${paths.length - 1} more` : '';
    const [are, them] = paths.length > 1 ? ['are', 'them'] : ['is', 'it'];
    const cure = filter === 'lfs' ? ' Fetch it there: git lfs pull' : '';
    return `${first}${more} ${are} as the filter “${filter}” stores ${them}: the checkout has no unchanged content of ${them}.${cure}`;
  });
}
