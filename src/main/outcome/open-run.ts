import { isAbsolute, relative, resolve } from 'node:path';
import type { Output, Parsed, pasContract } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors.ts';
import { requireRun } from '../dispatch/run-states.ts';
import type { Execution, Ledger } from '../dispatch/spine.ts';
import { placeOfRun } from './place-of-run.ts';

type Pas = typeof pasContract;

/** Opens the run's worktree, where its branch is checked out, or one file in it. */
export async function openRun(
  spine: Ledger & Execution,
  input: Parsed<Pas['openRun']>,
): Promise<Output<Pas['openRun']>> {
  requireRun(spine.store, input.run_id);
  const { path: root } = placeOfRun(spine, input.run_id, input.repo);
  if (input.file === undefined) {
    await spine.pools.ask({ kind: 'open_folder', root });
    return { opened: root };
  }
  const file = relative(root, resolve(root, input.file)).replaceAll('\\', '/');
  if (file === '' || file.startsWith('../') || isAbsolute(file))
    throw new AppError('invalid_input', `“${input.file}” is not a file of the run's worktree.`);
  const { line = 1, column = 0 } = input;
  await spine.pools.ask({ kind: 'open_in_editor', root, file, line, column });
  return { opened: `${file}:${line}` };
}
