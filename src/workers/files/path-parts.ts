import { posix } from 'node:path';
import { type Refusal, refuse } from './refusal.ts';

const WINDOWS_ONLY = /[\\:]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * The names on the way from a root to a path, which is relative and has forward slashes; none for
 * the root itself. `..` is taken by the letter, so that it never leads through a folder. On Windows
 * names that mean a device, a stream or another spelling are refused.
 */
export function partsOf(path: string, platform = process.platform): string[] | Refusal {
  if (path.includes('\0')) return refuse('bad_name', `“${path}” holds a NUL character.`);
  const plain = posix.normalize(path);
  if (posix.isAbsolute(plain) || plain === '..' || plain.startsWith('../'))
    return refuse('outside', `“${path}” leads out of its folder.`);
  const parts = plain.split('/').filter((part) => part !== '' && part !== '.');
  const isOdd = platform === 'win32' && parts.some((part) => WINDOWS_ONLY.test(part));
  return isOdd ? refuse('bad_name', `“${path}” is no usable name on Windows.`) : parts;
}

// What HFS+ passes over in names.
const INVISIBLE = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;

/**
 * Whether a name means `.git` on some file system: in other letters' case, with characters that are
 * passed over, with dots or spaces at its end, as a stream, or by its short name. Git refuses to
 * track the same names.
 */
export function isGitName(name: string): boolean {
  return /^(?:\.git|git~1)[. ]*(?:[:\\].*)?$/isu.test(name.replaceAll(INVISIBLE, ''));
}
