import type { codeIndexContract, Output } from '#shared/contract/contract.ts';
import { formatDuration } from '../../ui/format/format-duration.ts';
import type { StatusVisual } from '../../ui/status-visuals.ts';

export type Health = Output<typeof codeIndexContract.indexHealth>;

/** How the index is, in a word and a shape. */
export function indexState(health: Health): StatusVisual {
  switch (health.state) {
    case 'failed':
      return { tone: 'error', shape: 'cross', label: 'failed' };
    case 'building':
      return { tone: 'running', shape: 'half', label: 'building' };
    case 'none':
    case 'empty':
      return { tone: 'queued', shape: 'ring', label: 'nothing indexed' };
    case 'ready':
      return readyState(health);
  }
}

function readyState(health: Health): StatusVisual {
  if (health.alerts.length > 0)
    return { tone: 'blocked', shape: 'triangle', label: 'needs a look' };
  const behindS = health.freshness_s ?? 0;
  if (health.queue === 0 && behindS === 0)
    return { tone: 'done', shape: 'check', label: 'up to date' };
  const since = behindS >= 1 ? `, ${formatDuration(behindS * 1000)} behind` : '';
  return { tone: 'running', shape: 'half', label: `following changes${since}` };
}
