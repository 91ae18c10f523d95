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
  if (!isRefusal(read)) return Buffer.from(read.bytes).toString('utf8');
  const why =
    read.refused === 'missing'
      ? `There is no “${file}” in the run's worktree. Name a file of SQL relative to the repository, and commit it or start the run with your changes.`
      : read.sentence;
  throw new AppError('invalid_input', why);
}
