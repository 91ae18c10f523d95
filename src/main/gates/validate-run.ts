import type { CallContext, Output, Parsed, pasContract } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors.ts';
import { countOf, wordFor } from '#shared/present/format-count.ts';
import { moveRunTo, requireRun } from '../dispatch/run-states.ts';
import { settle } from '../dispatch/settle-run.ts';
import type { Execution, Ledger, Queue, Settings, Upkeep } from '../dispatch/spine.ts';
import { answerOnce, writeKeyed } from '../runs/keyed-write.ts';
import { runStatus } from '../runs/read-runs.ts';

type Validate = Parsed<(typeof pasContract)['validateRun']>;
type Validated = Output<(typeof pasContract)['validateRun']>;

/**
 * Runs the gates of a run whose tasks have ended and settles it by them. A settled run answers with
 * what holds.
 */
export async function validateRun(
  spine: Ledger & Settings & Queue & Execution & Upkeep,
  input: Validate,
  call: CallContext,
): Promise<Validated> {
  return answerOnce(spine, { operation: 'validateRun', input, call }, async () => {
    const row = requireRun(spine.store, input.run_id);
    if (row.tasks_terminal < row.tasks_total || row.tasks_total === 0) {
      const left = row.tasks_total - row.tasks_terminal;
      throw new AppError(
        'illegal_transition',
        `Run "${row.run_id}" has ${row.tasks_total === 0 ? 'no tasks' : `${countOf(left, 'task')} that ${wordFor(left, 'has', 'have')} not ended`}; its gates are run when all have.`,
      );
    }
    if (row.status === 'needs_review') await backToValidating(spine, input);
    await settle(spine, input.run_id);
    const status = runStatus(spine, input.run_id);
    const answer = {
      status: status.status,
      run_id: row.run_id,
      verification: status.verification,
      gates: status.gates,
    };
    return writeKeyed<Validated>(spine, {
      operation: 'validateRun',
      input,
      call,
      effect: () => answer,
    });
  });
}

async function backToValidating(
  spine: Ledger,
  { run_id: runId, reason }: Pick<Validate, 'run_id' | 'reason'>,
): Promise<void> {
  await spine.store.commit.write((tx) => {
    const row = requireRun(tx, runId);
    if (row.status === 'needs_review')
      moveRunTo(tx, row, 'validating', reason ?? 'validated again');
  });
}
