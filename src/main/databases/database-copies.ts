import type { DatabaseCopy } from '#shared/contract/pas/databases.ts';
import { AppError } from '#shared/errors.ts';
import type { DatabaseCopyRow } from '../db/database-copies.ts';
import type { Ledger } from '../dispatch/spine.ts';

export function toWireCopy(row: DatabaseCopyRow): DatabaseCopy {
  const { task_id, repo, path, state, changes } = row;
  const isStill = state === 'kept' || state === 'taken';
  return {
    task_id,
    repo,
    path,
    state: isStill ? state : 'moving',
    changes: JSON.parse(changes) as string[],
  };
}

/** The run's copy that is in a state, of the task that is named where there are several. */
export function requireCopy(
  { store }: Ledger,
  asked: { run_id: string; task_id?: string | undefined },
  state: 'kept' | 'taken',
): DatabaseCopyRow {
  const all = store.read.databaseCopies
    .listOfRun(asked.run_id)
    .filter(({ task_id }) => asked.task_id === undefined || task_id === asked.task_id);
  const fit = all.filter((row) => row.state === state);
  const [only, ...others] = fit;
  if (only === undefined) throw none(asked.run_id, all, state);
  if (others.length === 0) return only;
  const names = fit.map(({ task_id, path }) => `${task_id} (${path})`).join(', ');
  throw new AppError(
    'illegal_transition',
    `Run "${asked.run_id}" migrated several databases; name the task of one: ${names}.`,
  );
}

function none(runId: string, all: readonly DatabaseCopyRow[], state: 'kept' | 'taken'): AppError {
  const said =
    all.length === 0
      ? 'has no migrated copy of a database'
      : state === 'kept'
        ? 'has no result that is not taken already'
        : 'has no result that was taken, so there is nothing to put back';
  return new AppError('illegal_transition', `Run "${runId}" ${said}.`);
}
