import { closeSync, constants, fstatSync, lstatSync, openSync, type Stats } from 'node:fs';
import { O_PATH } from './openat2.ts';
import { type Refusal, linkRefusal, refuse } from './refusal.ts';

// macOS refuses a link anywhere in the path; Node has no name for that.
const NO_LINK = process.platform === 'darwin' ? 0x2000_0000 : (constants.O_NOFOLLOW ?? 0);
// Waits for no pipe's other end, and no terminal becomes the process's own.
const READING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

/**
 * Opens what lies at a place for reading if it is a regular file. Linux names it first, which opens
 * nothing, looks at what was named, and opens just that: a device is not even touched.
 */
export function openRegular(at: string, path: string): number | Refusal {
  if (process.platform !== 'linux') return openAfterLook(at, path);
  const named = openSync(at, O_PATH | constants.O_NOFOLLOW);
  try {
    return whyNotRegular(path, fstatSync(named)) ?? openSync(`/proc/self/fd/${named}`, READING);
  } finally {
    closeSync(named);
  }
}

function openAfterLook(at: string, path: string): number | Refusal {
  const refusal = whyNotRegular(path, lstatSync(at));
  if (refusal !== null) return refusal;
  const descriptor = openSync(at, READING | NO_LINK);
  const changed = whyNotRegular(path, fstatSync(descriptor));
  if (changed === null) return descriptor;
  closeSync(descriptor);
  return changed;
}

function whyNotRegular(path: string, facts: Stats): Refusal | null {
  if (facts.isFile()) return null;
  return facts.isSymbolicLink()
    ? linkRefusal(path)
    : refuse('not_a_file', `“${path}” is not a regular file.`);
}

/** Makes a file that was not there, readable for its owner alone, and opens it for writing. */
export function openNew(at: string): number {
  return openSync(at, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | NO_LINK, 0o600);
}
