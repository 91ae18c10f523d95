import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { AppError } from '#shared/errors.ts';
import { scopeSchema } from '#shared/contract/scope-schema.ts';

const storedTokenSchema = z.object({
  token_id: z.string(),
  name: z.string(),
  scopes: z.array(scopeSchema),
  /** Of the token's text, in hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  created_at: z.string(),
  expires_at: z.string().nullable(),
});
const fileSchema = z.object({ tokens: z.array(storedTokenSchema) });

/** A token as it is kept. */
export type StoredToken = z.infer<typeof storedTokenSchema>;

/** The tokens of a file; none when there is no file. One that cannot be read is an error. */
export function readTokenFile(file: string): StoredToken[] {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).tokens;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return [];
    throw new AppError(
      'storage',
      `The tokens in ${file} cannot be read. Move the file away and start again; ` +
        'all tokens made with `vp token create` then end.',
      { cause },
    );
  }
}

/** Replaces the file as a whole, readable by this user only; on disk when it returns. */
export function writeTokenFile(file: string, tokens: readonly StoredToken[]): void {
  const temporary = `${file}.${process.pid}`;
  const handle = openSync(temporary, 'w', 0o600);
  try {
    writeSync(handle, `${JSON.stringify({ tokens }, null, 2)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(temporary, file);
}
