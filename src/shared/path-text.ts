import { z } from 'zod';

/** A path that a caller gives. No file system has names with a NUL, and programs end them there. */
export function pathText() {
  return z
    .string()
    .max(4096)
    .refine((text) => !text.includes('\0'), 'must not have a NUL character');
}
