import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { countOf } from '#shared/present/format-count.ts';
import { usageError } from './usage-error.ts';

/** The contract takes at most this many characters of PRD. */
const MAX_CHARACTERS = 1_000_000;

/** Reads a PRD file (UTF-8 text, at most 1,000,000 characters); anything else is a usage error. */
export async function readPrd(file: string, cwd: string): Promise<string> {
  const bytes = await readBytes(file, resolve(cwd, file));
  const text = decode(file, bytes);
  if (text.trim() === '') throw usageError(`${file} is empty; a PRD says what should be built.`);
  if (text.length > MAX_CHARACTERS) throw tooLarge(file);
  return text;
}

async function readBytes(file: string, path: string): Promise<Buffer> {
  try {
    // A pipe would wait for its other end; Windows has no such flag, nor such files.
    await using handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const facts = await handle.stat();
    if (!facts.isFile() && !facts.isDirectory())
      throw usageError(`${file} is not a regular file; a PRD is a text or Markdown file.`);
    if (facts.size > MAX_CHARACTERS * 4) throw tooLarge(file);
    return await handle.readFile();
  } catch (error) {
    throw explain(file, error);
  }
}

function explain(file: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return usageError(`There is no file ${file}; check the path.`);
  if (code === 'EISDIR') return usageError(`${file} is a folder; name the PRD file in it.`);
  if (code === 'EACCES') return usageError(`${file} may not be read; check its permissions.`);
  return error;
}

function decode(file: string, bytes: Buffer): string {
  const binary = usageError(`${file} is not text in UTF-8; a PRD is a text or Markdown file.`);
  if (bytes.includes(0)) throw binary;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    binary.cause = error;
    throw binary;
  }
}

function tooLarge(file: string): Error {
  return usageError(
    `${file} is too large; a PRD has at most ${countOf(MAX_CHARACTERS, 'character')}.`,
  );
}
