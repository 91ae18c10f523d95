import { assertNever } from '../assert.ts';
import type { IndexState } from '../states.ts';
import { formatDuration } from './format-duration.ts';
import { type StatusVisual, visual } from './status-visual.ts';

interface IndexFacts {
  state: IndexState;
  alerts: readonly unknown[];
  queue: number;
  freshness_s: number | null;
}

const NEEDS_A_LOOK = visual('blocked', 'triangle', 'needs a look');

/** How a code index looks. */
export function indexVisual(index: IndexFacts): StatusVisual {
  switch (index.state) {
    case 'failed':
      return visual('error', 'cross', 'failed');
    case 'building':
      return visual('running', 'half', 'building');
    case 'none':
    case 'empty':
      return visual('queued', 'ring', 'nothing indexed');
    case 'resting':
      return index.alerts.length > 0 ? NEEDS_A_LOOK : visual('queued', 'dashed', 'resting');
    case 'ready':
      return readyVisual(index);
    default:
      return assertNever(index.state);
  }
}

function readyVisual({ alerts, queue, freshness_s }: IndexFacts): StatusVisual {
  if (alerts.length > 0) return NEEDS_A_LOOK;
  const behindS = freshness_s ?? 0;
  if (queue === 0 && behindS === 0) return visual('done', 'check', 'up to date');
  const since = behindS >= 1 ? `, ${formatDuration(behindS * 1000)} behind` : '';
  return visual('running', 'half', `following changes${since}`);
}
