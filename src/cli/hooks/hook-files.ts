import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { hasBlock, insertBlock, isShell, removeBlock } from './hook-block.ts';

export const HOOKS = ['post-commit', 'post-checkout', 'post-merge', 'post-rewrite'] as const;
export type HookName = (typeof HOOKS)[number];

export type HookState = 'absent' | 'other' | 'installed' | 'chained';

const ORIGINAL = '.before-slipway';
const SHEBANG = '#!/bin/sh\n';

/**
 * Whether a hook is there, and whether it holds our lines: by itself (`installed`) or next to
 * others (`chained`).
 */
export function hookState(folder: string, name: HookName): HookState {
  const file = join(folder, name);
  if (!existsSync(file)) return 'absent';
  const text = readFileSync(file, 'latin1');
  if (!hasBlock(text)) return 'other';
  const isAlone = removeBlock(text) === SHEBANG && !isThere(file + ORIGINAL);
  return isAlone ? 'installed' : 'chained';
}

/**
 * Puts the block into a hook: a new file, or below the first line of a shell script. A hook in
 * another language, or behind a link, is handed over to by a script of ours, and one that was
 * switched off (not executable) is set aside and stays off. Doing it again changes nothing.
 */
export function installHook(folder: string, name: HookName, block: string): void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, name);
  const text = existsSync(file) ? readFileSync(file, 'latin1') : SHEBANG;
  const isLink = isThere(file) && lstatSync(file).isSymbolicLink();
  const isOff = isThere(file) && !isExecutable(file);
  if (isShell(text) && !isOff && !isLink) {
    replace(file, insertBlock(text, block));
    return;
  }
  renameSync(file, file + ORIGINAL);
  replace(file, `${SHEBANG}${block}${isOff ? '' : `exec "$0${ORIGINAL}" "$@"\n`}`);
}

/** Takes the block out; what was there before is there again, byte for byte. */
export function removeHook(folder: string, name: HookName): void {
  const file = join(folder, name);
  if (!existsSync(file)) return;
  const text = readFileSync(file, 'latin1');
  if (!hasBlock(text)) return;
  const left = removeBlock(text);
  if (isThere(file + ORIGINAL)) renameSync(file + ORIGINAL, file);
  else if (left === SHEBANG) rmSync(file);
  else replace(file, left);
}

/** Also a link to nothing. */
function isThere(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

function isExecutable(file: string): boolean {
  return existsSync(file) && (statSync(file).mode & 0o111) !== 0;
}

/** At once, with the mode that was there. Latin-1 keeps every byte as it is. */
function replace(file: string, text: string): void {
  const mode = existsSync(file) ? statSync(file).mode : 0o755;
  rmSync(`${file}.new`, { force: true });
  // Through no link that lies there: what it points to may be another repository's.
  writeFileSync(`${file}.new`, text, { encoding: 'latin1', flag: 'wx' });
  chmodSync(`${file}.new`, mode);
  renameSync(`${file}.new`, file);
}
