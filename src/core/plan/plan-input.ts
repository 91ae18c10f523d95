import type { StepCommand } from '../gates/types.ts';
import type { MissingStep } from './finding.ts';

/** What a plan is made from. */
export interface PlanInput {
  name: string;
  goal: string;
  /** Nobody stated the goal: it is that the repository's own checks are green. */
  isGoalAssumed?: boolean;
  /** Markdown; null: the plan is made from the goal alone. */
  prd: string | null;
  prdHash: string;
  commands: readonly StepCommand[];
  missing: readonly MissingStep[];
  repoName: string | null;
  /** A model is there to do the tasks, though none made this plan. */
  modelAvailable: boolean;
  /** The run only pretends to work, so every task can be part of it. */
  synthetic: boolean;
  /** Sentences from looking at the repository. */
  lookingNotes?: readonly string[];
}
