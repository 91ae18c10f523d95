import type { Handlers, pasContract } from '#shared/contract/contract.ts';
import type { Execution, Ledger, Settings, Upkeep } from '../dispatch/spine.ts';
import { returnDatabase, takeDatabase } from '../databases/move-database.ts';
import { mergeRun } from './merge-run.ts';
import { openRun } from './open-run.ts';
import { revealDiff, runChanges, runDiff } from './read-changes.ts';
import { runFailures } from './read-failures.ts';
import { runOutcome } from './read-outcome.ts';
import { undoMerge } from './undo-merge.ts';

type OutcomeOperation =
  | 'runOutcome'
  | 'runFailures'
  | 'runChanges'
  | 'runDiff'
  | 'revealDiff'
  | 'openRun'
  | 'mergeRun'
  | 'undoMerge'
  | 'takeDatabase'
  | 'returnDatabase';

/** What PAS answers about what became of a run, and what a person does with it. */
export function outcomeHandlers(
  spine: Ledger & Settings & Execution & Upkeep,
): Pick<Handlers<typeof pasContract>, OutcomeOperation> {
  return {
    runOutcome: (input) => runOutcome(spine, input),
    runFailures: (input) => runFailures(spine, input),
    runChanges: (input) => runChanges(spine, input),
    runDiff: (input) => runDiff(spine, input),
    revealDiff: (input) => revealDiff(spine, input),
    openRun: (input) => openRun(spine, input),
    mergeRun: (input, call) => mergeRun(spine, input, call),
    undoMerge: (input, call) => undoMerge(spine, input, call),
    takeDatabase: (input, call) => takeDatabase(spine, input, call),
    returnDatabase: (input, call) => returnDatabase(spine, input, call),
  };
}
