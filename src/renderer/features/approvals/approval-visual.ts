import { assertNever } from '#shared/assert.ts';
import type { StatusVisual } from '../../ui/status-visuals.ts';

/** How an approval looks. */
export function approvalVisual(
  status: 'pending' | 'approved' | 'rejected' | 'expired',
): StatusVisual {
  switch (status) {
    case 'pending':
      return { tone: 'approval', shape: 'diamond', label: 'waits for you' };
    case 'approved':
      return { tone: 'done', shape: 'check', label: 'approved' };
    case 'rejected':
      return { tone: 'error', shape: 'cross', label: 'rejected' };
    case 'expired':
      return { tone: 'queued', shape: 'dashed', label: 'expired' };
    default:
      return assertNever(status);
  }
}
