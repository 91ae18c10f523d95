import { classifyCommand } from '#core/commands/classify-command.ts';
import { decideCommand } from '#core/commands/decide-command.ts';
import { NO_KNOWN_COMMANDS } from '#core/commands/known-commands.ts';
import { AppError } from '#shared/errors.ts';
import type { LaneConfig } from '#shared/lanes.ts';
import type { Execution } from './spine.ts';
import type { RunWorktree } from './worktrees.ts';

interface CommandParts {
  argv: readonly string[];
  /** null: it works in no repository. */
  worktree: RunWorktree | null;
  lane: Pick<LaneConfig, 'name' | 'allowedTools'>;
  /** Where its report goes. */
  report: string;
}

/**
 * Throws with the reason unless the repository names the command, a template builds it, or the lane
 * lists its program.
 */
export async function requirePermission(spine: Execution, parts: CommandParts): Promise<void> {
  const { argv, worktree, lane, report } = parts;
  const places = { tree: worktree?.repo ?? null, report };
  const command = classifyCommand(argv, worktree?.known ?? NO_KNOWN_COMMANDS, places);
  const leadsTo = worktree === null ? null : await linkOf(spine, argv, worktree);
  const { verdict, reason } = decideCommand({
    command,
    requester: 'local_user',
    lane,
    leadsTo,
    rule: null,
  });
  if (verdict !== 'runs') throw new AppError('forbidden', reason);
}

async function linkOf(
  { pools }: Execution,
  [program = '']: readonly string[],
  { worktree, repo, dependencies }: RunWorktree,
): Promise<string | null> {
  if (!program.includes('/')) return null;
  const trees = [worktree, repo];
  const installed = dependencies.map(({ from }) => from);
  const { leadsTo } = await pools.ask({ kind: 'follow_program', program, trees, installed });
  return leadsTo;
}
