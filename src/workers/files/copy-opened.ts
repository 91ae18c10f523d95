import { read, write } from 'node:fs';
import { promisify } from 'node:util';

const readSome = promisify(read);
const writeSome = promisify(write);
const CHUNK_BYTES = 1_048_576;

/**
 * Copies what is left of one opened file to another. Other threads wait for the disk: a large file
 * holds nothing up here.
 */
export async function copyOpened(from: number, to: number): Promise<void> {
  const buffer = Buffer.alloc(CHUNK_BYTES);
  for (;;) {
    const { bytesRead } = await readSome(from, buffer, 0, CHUNK_BYTES, null);
    if (bytesRead === 0) return;
    for (let written = 0; written < bytesRead;)
      written += (await writeSome(to, buffer, written, bytesRead - written, null)).bytesWritten;
  }
}
