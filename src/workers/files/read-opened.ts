import { fstatSync, readSync, type Stats } from 'node:fs';
import { formatBytes } from '#shared/present/format-bytes.ts';
import { type Refusal, refuse } from './refusal.ts';

/** A file's bytes as they were at `mtimeMs`. */
export interface FileBytes {
  bytes: Uint8Array;
  mtimeMs: number;
}

/** Reads all of an opened file, but no more than so many bytes. */
export type ReadBytes = (descriptor: number, most: number) => Uint8Array;

const TRIES = 3;

/**
 * Reads an opened regular file, and again when it changed while it was read. A file that never
 * rests is taken as last read: its recorded time is that before the read, so the next look reads it
 * again. What has more bytes than the limit is too large, whatever its size was before.
 */
export function readOpened(
  descriptor: number,
  path: string,
  { largestBytes, read = readBytes }: { largestBytes: number; read?: ReadBytes | undefined },
): FileBytes | Refusal {
  for (let attempt = 1; ; attempt += 1) {
    const before = fstatSync(descriptor);
    if (before.size > largestBytes) return tooLarge(path, largestBytes, before);
    const bytes = read(descriptor, largestBytes + 1);
    const after = fstatSync(descriptor);
    if (attempt < TRIES && !isSame(before, after)) continue;
    if (bytes.length > largestBytes) return tooLarge(path, largestBytes, after);
    return { bytes, mtimeMs: before.mtimeMs };
  }
}

function tooLarge(path: string, largestBytes: number, facts: Stats): Refusal {
  return refuse('too_large', `“${path}” is larger than ${formatBytes(largestBytes)}.`, facts);
}

function isSame(before: Stats, after: Stats): boolean {
  return (
    before.size === after.size &&
    before.mtimeMs === after.mtimeMs &&
    before.ctimeMs === after.ctimeMs
  );
}

/** To the end of the file, which need not be where its size said. */
function readBytes(descriptor: number, most: number): Uint8Array {
  // One more than there should be: the read that fills the rest finds the end, too.
  let bytes = new Uint8Array(Math.min(most, fstatSync(descriptor).size + 1));
  for (let filled = 0; ;) {
    const count = readSync(descriptor, bytes, filled, bytes.length - filled, filled);
    filled += count;
    if (count === 0 || filled === most) return bytes.subarray(0, filled);
    if (filled === bytes.length) bytes = enlarged(bytes, most);
  }
}

function enlarged(bytes: Uint8Array, most: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.min(most, bytes.length * 2));
  larger.set(bytes);
  return larger;
}
