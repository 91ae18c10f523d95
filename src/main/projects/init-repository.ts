import { basename } from 'node:path';
import type { CallContext, Output, Parsed, plmsContract } from '#shared/contract/contract.ts';
import { realRepository } from '../dispatch/real-repository.ts';
import type { Execution, Ledger, Settings } from '../dispatch/spine.ts';
import { answerOnce, writeKeyed } from '../runs/keyed-write.ts';

type Plms = typeof plmsContract;
type Init = Parsed<Plms['initRepository']>;
type Made = Output<Plms['initRepository']>;

const NOT_RUN = 'No hook ran, and the commit is not signed.';

/** The first commit of a folder. The repository counts as opened then. */
export async function initRepository(
  spine: Ledger & Settings & Execution,
  input: Init,
  call: CallContext,
): Promise<Made> {
  return answerOnce(spine, { operation: 'initRepository', input, call }, async () => {
    const { dataDir } = spine.options;
    const repo = realRepository(input.path);
    const { first } = await spine.pools.ask({ kind: 'init_repository', repo, dataDir });
    const { path, branch, commit, files, made, leftOut } = first;
    return writeKeyed<Made>(spine, {
      operation: 'initRepository',
      input,
      call,
      effect: (tx) => {
        tx.settings.openRepository(path, basename(path), tx.nowMs);
        return {
          path,
          branch,
          commit,
          files,
          made_repository: made,
          left_out: leftOut,
          note: NOT_RUN,
        };
      },
    });
  });
}
