import { AppError } from '#shared/errors.ts';
import type { DatabaseAnswer, DatabaseRequest } from '#shared/messages/database.ts';
import { assertNever } from '#shared/assert.ts';
import { applySqlFile } from './databases/apply-sql-file.ts';
import { compareDatabases } from './databases/compare-databases.ts';
import { copyDatabase } from './databases/copy-database.ts';
import { digestDatabase } from './databases/digest-database.ts';
import { keepCopy } from './databases/keep-copy.ts';
import { replaceDatabase } from './databases/replace-database.ts';
import { removeScratch } from './files/remove-scratch.ts';

const REFUSALS = ['invalid_input', 'illegal_transition'] as const;

/**
 * The piscina entry of work on copies of databases, which takes long and runs SQL of repositories:
 * nothing else runs in its threads, and any of them may be ended at any time.
 */
export default async function databases(request: DatabaseRequest): Promise<DatabaseAnswer> {
  try {
    return await answer(request);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const code = REFUSALS.find((known) => known === error.code) ?? 'storage';
    return { kind: 'refused', code, sentence: error.message };
  }
}

async function answer(request: DatabaseRequest): Promise<DatabaseAnswer> {
  const { kind } = request;
  switch (kind) {
    case 'copy_database':
      return { kind, ...copyDatabase(request, request.folder) };
    case 'migrate_by_sql':
      return { kind, ...(await applySqlFile(request)) };
    case 'compare_databases':
      return { kind, comparison: await compareDatabases(request) };
    case 'keep_copy':
      await keepCopy(request);
      return { kind };
    case 'drop_copy':
      await removeScratch(request.folder);
      return { kind };
    case 'digest_database':
      return { kind, digest: digestDatabase(request, request.folder) };
    case 'replace_database':
      await replaceDatabase(request);
      return { kind };
    default:
      return assertNever(request);
  }
}
