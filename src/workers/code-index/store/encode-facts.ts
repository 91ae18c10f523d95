import { deserialize, serialize } from 'node:v8';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { FileFacts } from '#core/code-index/facts.ts';

// Level 1: at higher levels the time grows several times faster than the size shrinks.
const FAST = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** A file's facts as bytes for the store. Pure; meant to be called where the file was parsed. */
export function encodeFacts(facts: FileFacts): Uint8Array {
  return zstdCompressSync(serialize(facts), FAST);
}

/**
 * Reverses encodeFacts. The arrays are copies, so that the decoded bytes are not kept alive by
 * them.
 */
export function decodeFacts(data: Uint8Array): FileFacts {
  const facts = deserialize(zstdDecompressSync(data)) as FileFacts;
  return {
    ...facts,
    origins: facts.origins.slice(),
    code: facts.code.slice(),
    calls: facts.calls.slice(),
  };
}
