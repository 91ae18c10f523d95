import { z } from 'zod';

/** States of a run. Which may follow which is decided in core/lifecycle, nowhere else. */
export const RUN_STATES = [
  'pending',
  'planning',
  'executing',
  'paused',
  'validating',
  'completed',
  'needs_review',
  'failed',
  'terminated',
] as const;
export const runStateSchema = z
  .enum(RUN_STATES)
  .describe('`planning` is set once preparing a run is a step of its own');
export type RunState = z.infer<typeof runStateSchema>;

/** States of a task. */
export const TASK_STATES = [
  'queued',
  'running',
  'waiting_io',
  'succeeded',
  'failed',
  'skipped',
] as const;
export const taskStateSchema = z
  .enum(TASK_STATES)
  .describe('`waiting_io` is set once model calls exist');
export type TaskState = z.infer<typeof taskStateSchema>;

/** States of a project's lifecycle. */
export const PROJECT_STATES = [
  'ideation',
  'clarifying',
  'planning',
  'estimating',
  'pending_approval',
  'approved',
  'executing',
  'validating',
  'completed',
  'needs_review',
  'paused',
  'cancelled',
] as const;
export const projectStateSchema = z
  .enum(PROJECT_STATES)
  .describe('`clarifying` is set once questions about the goal exist');
export type ProjectState = z.infer<typeof projectStateSchema>;

export const RUN_KINDS = ['baseline', 'rehearsal', 'replay', 'hotfix'] as const;
export const runKindSchema = z.enum(RUN_KINDS);
export type RunKind = z.infer<typeof runKindSchema>;

/** `synthetic` work is declared, labelled and never calibrates an estimate. */
export const executionModeSchema = z.enum(['real', 'synthetic']);
export type ExecutionMode = z.infer<typeof executionModeSchema>;

/**
 * What the evidence says about a run or a gate. `unverified`: finished, but nothing the app
 * measured proves it. `not_measured`: could not be measured, with a reason.
 */
export const gateStateSchema = z.enum(['pass', 'fail', 'unverified', 'not_measured']);
export type GateState = z.infer<typeof gateStateSchema>;

/** Failure classes decide whether a task is tried again; see core/retry. */
export const FAILURE_CLASSES = ['transient', 'tool', 'model', 'policy', 'lease_lost'] as const;
export const failureClassSchema = z.enum(FAILURE_CLASSES);
export type FailureClass = z.infer<typeof failureClassSchema>;

/** States of a question that waits for a person. */
export const approvalStateSchema = z.enum(['pending', 'approved', 'rejected', 'expired']);
export type ApprovalState = z.infer<typeof approvalStateSchema>;

/**
 * States of a code index. `none`: the repository was never indexed. `resting`: ready, with nothing
 * kept in memory; the next question or change wakes it.
 */
export const indexStateSchema = z.enum(['none', 'empty', 'building', 'ready', 'resting', 'failed']);
export type IndexState = z.infer<typeof indexStateSchema>;
