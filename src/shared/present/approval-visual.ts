import { assertNever } from '../assert.ts';
import type { ApprovalState } from '../states.ts';
import { type StatusVisual, visual } from './status-visual.ts';

/** How an approval looks. */
export function approvalVisual(status: ApprovalState): StatusVisual {
  switch (status) {
    case 'pending':
      return visual('approval', 'diamond', 'waits for you');
    case 'approved':
      return visual('done', 'check', 'approved');
    case 'rejected':
      return visual('error', 'cross', 'rejected');
    case 'expired':
      return visual('queued', 'dashed', 'expired');
    default:
      return assertNever(status);
  }
}
