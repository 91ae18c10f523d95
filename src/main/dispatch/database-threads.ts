import Piscina from 'piscina';
import { AppError } from '#shared/errors.ts';
import type { DatabaseAnswer, DatabaseRequest } from '#shared/messages/database.ts';
import { workerFile } from '../serve/worker-file.ts';

/** Threads that work on copies of databases. */
export interface DatabaseThreads {
  /**
   * Rejects with an AppError when it is refused, and with the signal's own reason when that is
   * aborted, whatever SQL is under way.
   */
  aboutDatabase<K extends DatabaseRequest['kind']>(
    request: Extract<DatabaseRequest, { kind: K }>,
    signal?: AbortSignal,
  ): Promise<Extract<DatabaseAnswer, { kind: K }>>;
}

// Each holds a database in memory while it migrates it.
const MOST_COPIES = 2;
// One at a time: a process that closes any descriptor of a file loses its locks on that file.
const ABOUT_ORIGINALS: ReadonlySet<DatabaseRequest['kind']> = new Set([
  'copy_database',
  'digest_database',
  'replace_database',
]);

export function openDatabaseThreads(
  env: NodeJS.ProcessEnv,
): DatabaseThreads & { pools: readonly Piscina[] } {
  const common = { filename: workerFile('databases'), env, minThreads: 0, idleTimeout: 10_000 };
  const copies = new Piscina({ ...common, maxThreads: MOST_COPIES });
  const originals = new Piscina({ ...common, maxThreads: 1 });
  return {
    pools: [copies, originals],
    async aboutDatabase(request, signal = new AbortController().signal) {
      const pool = ABOUT_ORIGINALS.has(request.kind) ? originals : copies;
      const answer = await (pool.run(request, { signal }) as Promise<DatabaseAnswer>).catch(
        (error: unknown) => {
          throw signal.aborted ? signal.reason : error;
        },
      );
      if (answer.kind === 'refused') throw new AppError(answer.code, answer.sentence);
      return answer as never;
    },
  };
}
