import { classifyCommand, type ClassifiedCommand } from '#core/commands/classify-command.ts';
import { decideCommand, type CommandDecision } from '#core/commands/decide-command.ts';
import { NO_KNOWN_COMMANDS } from '#core/commands/known-commands.ts';
import { AppError } from '#shared/errors.ts';
import type { LaneConfig } from '#shared/lanes.ts';
import type { Requester } from '#shared/rules.ts';
import type { Execution } from './spine.ts';
import type { RunWorktree } from './worktrees.ts';

export interface CommandParts {
  argv: readonly string[];
  /** null: it works in no repository. */
  worktree: RunWorktree | null;
  lane: Pick<LaneConfig, 'name' | 'allowedTools'>;
  /** Where its report goes. */
  report: string;
  requester: Requester;
  /** What was recorded about it. */
  rule: 'allow' | null;
}

export interface JudgedCommand {
  command: ClassifiedCommand;
  decision: CommandDecision;
}

/** Where a command comes from, and whether it runs, asks or is refused. */
export async function judgeCommand(spine: Execution, parts: CommandParts): Promise<JudgedCommand> {
  const { argv, worktree, lane, report, requester, rule } = parts;
  const places = { tree: worktree?.repo ?? null, report };
  const command = classifyCommand(argv, worktree?.known ?? NO_KNOWN_COMMANDS, places);
  const leadsTo = worktree === null ? null : await linkOf(spine, argv, foldersOf(worktree));
  return { command, decision: decideCommand({ command, requester, lane, leadsTo, rule }) };
}

/**
 * Throws with the reason unless the command may run. What has to ask was asked about before the
 * lease (approvals/judge-start.ts).
 */
export async function requirePermission(spine: Execution, parts: CommandParts): Promise<void> {
  const { decision } = await judgeCommand(spine, parts);
  if (decision.verdict !== 'runs') throw new AppError('forbidden', decision.reason);
}

function foldersOf({ worktree, repo, dependencies }: RunWorktree) {
  return { trees: [worktree, repo], installed: dependencies.map(({ from }) => from) };
}

/** A system program outside of these folders that a command's program is a link to, or null. */
export async function linkOf(
  { pools }: Pick<Execution, 'pools'>,
  [program = '']: readonly string[],
  folders: { trees: readonly string[]; installed: readonly string[] },
): Promise<string | null> {
  if (!program.includes('/')) return null;
  const { leadsTo } = await pools.ask({ kind: 'follow_program', program, ...folders });
  return leadsTo;
}
