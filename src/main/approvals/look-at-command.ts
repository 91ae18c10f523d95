import { join } from 'node:path';
import { commandOfMigration } from '#core/databases/migration-of.ts';
import { laneHasTool } from '#core/commands/lane-has-tool.ts';
import { actionIn } from '#core/rules/action-in.ts';
import { hasSecretLabel } from '#core/secrets/masker.ts';
import { mayApprove } from '#shared/rules.ts';
import { payloadSchema, type Payload } from '#shared/payload.ts';
import type { TaskAsker, TaskRow } from '../db/tasks.ts';
import { commandOfCard, ownStepCommand } from '../dispatch/command-of-card.ts';
import { judgeCommand } from '../dispatch/require-permission.ts';
import type { Execution, Ledger, Settings } from '../dispatch/spine.ts';
import type { SeenCommand } from './waiting-tasks.ts';

/** The columns that a task's command is told by. */
export type CommandTask = Pick<TaskRow, 'task_id' | 'run_id' | 'lane' | 'payload'> & TaskAsker;

/**
 * Whether a rule or a person may have to be asked before a task's command runs. What the repository
 * names runs as found; a program that its lane lists runs for whoever may approve, unless a rule
 * denies it.
 */
export function mayAsk(
  spine: Ledger & Settings,
  task: Pick<TaskRow, 'lane' | 'payload' | 'requester'>,
): boolean {
  const payload = JSON.parse(task.payload) as Payload;
  const own = payload.command ?? commandOfMigration(payload) ?? ownStepCommand(payload);
  if (own === undefined && payload.tests === undefined) return false;
  const { rules } = spine.store.read;
  if (!mayApprove(task.requester) || rules.anyDenial(spine.clock.nowMs())) return true;
  const [program = ''] = own ?? [];
  const { allowedTools } = spine.lanes.get(task.lane);
  return program.includes('/') || !laneHasTool(program, allowedTools);
}

/**
 * Tells a task's command, where it comes from and whether it asks, in the worktree it will run in.
 * Null: it cannot be told; running it says why.
 */
export async function lookAtCommand(
  spine: Settings & Execution,
  task: CommandTask,
  repo: string | null,
): Promise<SeenCommand | null> {
  const worktree = repo === null ? null : await spine.worktrees.ensure(task.run_id, repo);
  const payload = payloadSchema.parse(JSON.parse(task.payload));
  const report = join(spine.options.dataDir, 'scratch', task.task_id, 'report');
  const { argv } = commandOfCard(payload, worktree?.found ?? null, report);
  // A command whose secret was not kept is refused when it runs; nobody is asked about it.
  if (argv.some((word) => hasSecretLabel(word))) return null;
  const lane = spine.lanes.get(task.lane);
  const { requester } = task;
  const parts = { argv, worktree, lane, report, requester, rule: null };
  const { command, decision } = await judgeCommand(spine, parts);
  if (decision.verdict === 'refused') return null;
  const place = worktree?.repo ?? null;
  return {
    action: actionIn(place, command.action),
    shown: { argv: [...argv], repo: place, lane: lane.name },
    asks: decision.verdict === 'asks' ? decision.reason : null,
  };
}
