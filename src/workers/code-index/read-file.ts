import { type Stats, closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { SkipReason } from '#shared/messages/code-index.ts';

/** A file's bytes as they were at `mtimeMs`, or why there are none. */
export type FileContent =
  | { bytes: Uint8Array; mtimeMs: number }
  | { skip: SkipReason; sizeBytes: number; mtimeMs: number };

const TRIES = 3;

/**
 * Reads a regular file below a root, and again when it changed while it was read. Links are not
 * followed, and a pipe in place of a file does not block; null when there is nothing any more. A
 * file that never rests is taken as last read: its recorded time is that before the read, so the
 * next look reads it again.
 */
export function readRegularFile(
  root: string,
  path: string,
  largestBytes: number,
  read = readBytes,
): FileContent | null {
  let descriptor: number;
  try {
    descriptor = openSync(
      join(root, path),
      constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK,
    );
  } catch (error) {
    return unopened(error);
  }
  try {
    return readOpened(descriptor, largestBytes, read);
  } catch {
    return { skip: 'unreadable', sizeBytes: 0, mtimeMs: 0 };
  } finally {
    closeSync(descriptor);
  }
}

function unopened(error: unknown): FileContent | null {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') return null;
  // ELOOP: it is a link; ENXIO: a socket.
  const isOther = code === 'ELOOP' || code === 'ENXIO';
  return { skip: isOther ? 'not_a_file' : 'unreadable', sizeBytes: 0, mtimeMs: 0 };
}

function readOpened(descriptor: number, largestBytes: number, read = readBytes): FileContent {
  for (let attempt = 1; ; attempt += 1) {
    const before = fstatSync(descriptor);
    const { size: sizeBytes, mtimeMs } = before;
    if (!before.isFile()) return { skip: 'not_a_file', sizeBytes, mtimeMs };
    if (sizeBytes > largestBytes) return { skip: 'too_large', sizeBytes, mtimeMs };
    const bytes = read(descriptor, sizeBytes);
    if (attempt === TRIES || isSame(before, fstatSync(descriptor))) return { bytes, mtimeMs };
  }
}

function isSame(before: Stats, after: Stats): boolean {
  return (
    before.size === after.size &&
    before.mtimeMs === after.mtimeMs &&
    before.ctimeMs === after.ctimeMs
  );
}

function readBytes(descriptor: number, sizeBytes: number): Uint8Array {
  const bytes = new Uint8Array(sizeBytes);
  let filled = 0;
  while (filled < sizeBytes) {
    const count = readSync(descriptor, bytes, filled, sizeBytes - filled, filled);
    if (count === 0) break;
    filled += count;
  }
  return bytes.subarray(0, filled);
}
