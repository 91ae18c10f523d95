import { assertNever } from '#shared/assert.ts';
import type { Outcome } from '#shared/contract/pas/outcome.ts';

type Ended = Pick<Outcome, 'status' | 'mode' | 'verification'> & {
  /** A person completed it against its gates. */
  isOverridden: boolean;
  hasFailingGate: boolean;
  filesChanged: number;
};

/** How a run ended, by END-1 to END-7 of SPEC.md. */
export function outcomeEnd(run: Ended): Outcome['end'] {
  switch (run.status) {
    case 'pending':
    case 'planning':
    case 'executing':
    case 'paused':
    case 'validating':
      return 'open';
    case 'needs_review':
      return 'not_reached';
    case 'failed':
      return 'failed';
    case 'terminated':
      return 'terminated';
    case 'completed':
      return endOfCompleted(run);
    default:
      return assertNever(run.status);
  }
}

function endOfCompleted(run: Ended): Outcome['end'] {
  if (run.mode === 'synthetic') return 'pretended';
  if (run.isOverridden || run.hasFailingGate || run.verification === 'fail') return 'overridden';
  if (run.verification !== 'pass') return 'unproven';
  return run.filesChanged > 0 ? 'reached' : 'checked';
}
