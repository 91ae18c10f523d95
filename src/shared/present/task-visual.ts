import { assertNever } from '../assert.ts';
import type { WaitReason } from '../contract/pas-schemas.ts';
import type { TaskState } from '../states.ts';
import { type StatusVisual, visual } from './status-visual.ts';

/** How the end of an attempt looks: as its task would, or lost. */
export function receiptVisual(status: TaskState | 'lost'): StatusVisual {
  return status === 'lost' ? visual('error', 'dashed', 'lost') : taskVisual(status, null);
}

/** How a task looks; what a queued one waits for decides between grey, purple, orange and teal. */
export function taskVisual(status: TaskState, waits: WaitReason | null): StatusVisual {
  switch (status) {
    case 'queued':
      return waits === null ? visual('queued', 'ring', 'queued') : waitVisual(waits.kind);
    case 'running':
    case 'waiting_io':
      return visual('running', 'disc', 'running');
    case 'succeeded':
      return visual('done', 'check', 'succeeded');
    case 'failed':
      return visual('error', 'cross', 'failed');
    case 'skipped':
      return visual('queued', 'dashed', 'skipped');
    default:
      return assertNever(status);
  }
}

function waitVisual(kind: WaitReason['kind']): StatusVisual {
  switch (kind) {
    case 'approval':
      return visual('approval', 'diamond', 'waits: approval');
    case 'budget':
    case 'conflict':
    case 'quarantine':
      return visual('blocked', 'triangle', `blocked: ${kind}`);
    case 'paused':
      return visual('paused', 'bars', 'paused');
    case 'not_started':
      return visual('queued', 'ring', 'not started');
    case 'next':
      return visual('queued', 'ring', 'next');
    case 'cap':
    case 'share':
    case 'dependency':
    case 'provider':
    case 'retry':
    case 'rehearsal':
      return visual('queued', 'ring', `waits: ${kind}`);
    default:
      return assertNever(kind);
  }
}
