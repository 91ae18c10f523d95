import type { WillAsk } from '#shared/contract/pas-schemas.ts';
import { mayApprove } from '#shared/rules.ts';
import type { TaskAsker } from '../db/tasks.ts';
import type { Tx } from '../db/transactions.ts';
import { recordRule } from './record-rule.ts';

/** A start, and what of its plan would ask. */
export interface PlanStart {
  projectId: number;
  runId: string;
  asks: readonly WillAsk[];
  by: TaskAsker;
  /** The actions that were shown; undefined: all of the plan's. */
  approves: readonly string[] | undefined;
}

/**
 * Starting a plan that showed a command whole is the approval of it, for this run, by whoever may
 * approve; an installation of dependencies is approved for the project, and only where it is named.
 * What a rule refuses stays refused.
 */
export function approvePlan(tx: Tx, { projectId, runId, asks, by, approves }: PlanStart): void {
  if (!mayApprove(by.requester)) return;
  for (const { kind, action, shown, refused, with_start } of asks) {
    const isNamed = approves?.includes(action) === true;
    const isInstall = kind === 'install' && isNamed;
    const isCommand = with_start && (isNamed || approves === undefined);
    if (refused || !(isInstall || isCommand)) continue;
    recordRule(tx, {
      kind: isInstall ? 'install' : 'command',
      question: { action, taskId: '', runId, projectId },
      shown: JSON.stringify(shown),
      decision: 'allow',
      scope: isInstall ? 'project' : 'run',
      actor: by.asked_by,
      reason: 'Approved with the start of the plan that showed it.',
    });
  }
}
