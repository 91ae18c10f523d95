import { isUtf8 } from 'node:buffer';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#shared/errors.ts';
import type { SqlFault } from '#shared/messages/database.ts';
import { isRefusal } from '../files/refusal.ts';
import { RootFolder } from '../files/root-folder.ts';
import { applySql } from './apply-sql.ts';

const SQL_BYTES = 16_777_216;

/** Applies a file of SQL to the copy in a folder, and leaves the result as `result.db`. */
export async function applySqlFile(request: {
  folder: string;
  worktree: string;
  file: string;
}): Promise<{ fault: SqlFault | null }> {
  const { folder, worktree, file } = request;
  const original = readFileSync(join(folder, 'original.db'));
  const { bytes, fault } = await applySql(original, readSqlFile(worktree, file));
  if (bytes !== null) writeFileSync(join(folder, 'result.db'), bytes, { mode: 0o600 });
  return { fault };
}

/** Throws the sentence for what cannot be read. */
export function readSqlFile(worktree: string, file: string): string {
  using root = new RootFolder(worktree);
  const read = root.read(file.replace(/^(?:\.\/+)+/, ''), SQL_BYTES);
  if (!isRefusal(read)) return textOf(read.bytes, file);
  const why =
    read.refused === 'missing'
      ? `There is no “${file}” in the run's worktree. Name a file of SQL relative to the repository, and commit it or start the run with your changes.`
      : read.sentence;
  throw new AppError('invalid_input', why);
}

/** Another encoding would put other words into the database than the file has. */
function textOf(bytes: Uint8Array, file: string): string {
  if (isUtf8(bytes)) return Buffer.from(bytes).toString('utf8');
  throw new AppError(
    'invalid_input',
    `“${file}” is not in UTF-8, so it cannot be told which words it would write. Save it in UTF-8.`,
  );
}
