import { assertNever } from '#shared/assert.ts';
import type { WaitReason } from '#shared/contract/pas-schemas.ts';
import type { GateState, ProjectState, RunState, TaskState } from '#shared/states.ts';

/** The seven status colours. A tone never stands alone: shape and label go with it. */
export const TONES = [
  'queued',
  'running',
  'approval',
  'blocked',
  'paused',
  'error',
  'done',
] as const;
export type Tone = (typeof TONES)[number];

/** Drawn by StatusMark; each differs in outline, so that status survives without colour. */
export type Shape =
  | 'ring'
  | 'dashed'
  | 'disc'
  | 'half'
  | 'diamond'
  | 'triangle'
  | 'bars'
  | 'cross'
  | 'check'
  | 'square'
  | 'dash';

export interface StatusVisual {
  tone: Tone;
  shape: Shape;
  label: string;
}

const visual = (tone: Tone, shape: Shape, label: string): StatusVisual => ({ tone, shape, label });

/** How a task looks; what a queued one waits for decides between grey, purple, orange and teal. */
export function taskVisual(status: TaskState, waits: WaitReason | null): StatusVisual {
  switch (status) {
    case 'queued':
      return waits === null ? visual('queued', 'ring', 'queued') : waitVisual(waits.kind);
    case 'running':
      return visual('running', 'disc', 'running');
    case 'waiting_io':
      return visual('running', 'half', 'waiting for I/O');
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

/** How a run looks. */
export function runVisual(status: RunState): StatusVisual {
  switch (status) {
    case 'pending':
    case 'planning':
      return visual('queued', 'ring', status);
    case 'executing':
      return visual('running', 'disc', 'executing');
    case 'validating':
      return visual('running', 'half', 'validating');
    case 'paused':
      return visual('paused', 'bars', 'paused');
    case 'completed':
      return visual('done', 'check', 'completed');
    case 'needs_review':
      return visual('blocked', 'triangle', 'needs review');
    case 'failed':
      return visual('error', 'cross', 'failed');
    case 'terminated':
      return visual('queued', 'square', 'terminated');
    default:
      return assertNever(status);
  }
}

/** How a project looks. */
export function projectVisual(status: ProjectState): StatusVisual {
  switch (status) {
    case 'ideation':
    case 'clarifying':
    case 'planning':
    case 'estimating':
      return visual('queued', 'ring', status === 'ideation' ? 'idea' : status);
    case 'pending_approval':
      return visual('approval', 'diamond', 'waits for approval');
    case 'approved':
      return visual('queued', 'ring', 'approved');
    case 'cancelled':
      return visual('queued', 'square', 'cancelled');
    case 'executing':
    case 'validating':
    case 'paused':
    case 'completed':
    case 'needs_review':
      return runVisual(status);
    default:
      return assertNever(status);
  }
}

/** How a gate, or the evidence of a whole run, looks. Only `pass` is green. */
export function gateVisual(state: GateState): StatusVisual {
  switch (state) {
    case 'pass':
      return visual('done', 'check', 'pass');
    case 'fail':
      return visual('error', 'cross', 'fail');
    case 'unverified':
      return visual('blocked', 'dashed', 'unverified');
    case 'not_measured':
      return visual('queued', 'dash', 'not measured');
    default:
      return assertNever(state);
  }
}
