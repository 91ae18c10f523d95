import { constants, openSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as Koffi from 'koffi';

const CALL_NUMBER = 437;
const RESOLVE_NO_MAGICLINKS = 0x02;
const RESOLVE_NO_SYMLINKS = 0x04;
const RESOLVE_BENEATH = 0x08;
/** What keeps an opening below its folder: no way up, no link, no link of /proc. */
export const BENEATH = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;

// The same numbers on both processors that the call is used on; Node does not name these.
export const O_PATH = 0o10000000;
const O_CLOEXEC = 0o2000000;
const PROCESSORS = ['x64', 'arm64'];
const CURRENT_FOLDER = -100;
const HOW_BYTES = 24;

/** Opens a folder by its path from another folder's descriptor; -1 when that fails. */
export type OpenFolderAt = (folder: number, path: string) => number;

/**
 * openat2(2) of Linux for folders. Its descriptors serve to look up names in the folder, and no
 * child process inherits them. Null where there is no such call, or where a container's filter
 * refuses it.
 */
export function loadOpenat2(resolve = BENEATH): OpenFolderAt | null {
  if (process.platform !== 'linux' || !PROCESSORS.includes(process.arch)) return null;
  const how = Buffer.alloc(HOW_BYTES);
  how.writeBigUInt64LE(BigInt(O_PATH | O_CLOEXEC | constants.O_DIRECTORY), 0);
  how.writeBigUInt64LE(BigInt(resolve), 16);
  const library = cLibrary();
  if (library === null) return null;
  const { call, close } = library;
  const tried = call(CALL_NUMBER, CURRENT_FOLDER, '.', how, HOW_BYTES);
  if (tried < 0) return null;
  close(tried);
  return (folder, path) => {
    const found = call(CALL_NUMBER, folder, path, how, HOW_BYTES);
    if (found < 0) return -1;
    try {
      // Opened once more by Node, which closes what is open when a thread is ended.
      return openSync(`/proc/self/fd/${found}`, O_PATH | constants.O_DIRECTORY);
    } finally {
      close(found);
    }
  };
}

interface CLibrary {
  /** syscall(2), on this thread: number, folder, path, how to open it, and the size of that. */
  call: (...given: [number, number, string, Buffer, number]) => number;
  close: (descriptor: number) => number;
}

/** Null where koffi has no binary for this machine. */
function cLibrary(): CLibrary | null {
  const require = createRequire(import.meta.url);
  try {
    const koffi = require('koffi') as typeof Koffi;
    const library = koffi.load(null);
    return {
      call: library.func(
        'long syscall(long number, int folder, const char *path, void *how, size_t bytes)',
      ),
      close: library.func('int close(int descriptor)'),
    };
  } catch {
    return null;
  }
}
