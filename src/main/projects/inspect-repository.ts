import { knownCommands, type KnownCommands } from '#core/commands/known-commands.ts';
import { findCommands, type FoundCommands } from '#core/plan/find-commands.ts';
import { overrideCommands, type CommandOverrides } from '#core/plan/override-commands.ts';
import type { RepositoryFacts } from '#shared/contract/plms-schemas.ts';
import { viewOf } from '../dispatch/repository-view.ts';
import type { Execution } from '../dispatch/spine.ts';
import { learnRepository } from '../secrets/learn-repository.ts';

export interface InspectedRepository {
  facts: RepositoryFacts;
  found: FoundCommands;
  /** What commands are held against; a person's own are not part of it. */
  known: KnownCommands;
  /** Relative paths, forward slashes; at most 50,000. */
  files: readonly string[];
}

/**
 * Looks at a repository without executing anything of it. Rejects with `not_a_repository` and what
 * to do.
 */
export async function inspectRepository(
  spine: Execution,
  path: string,
  overrides: CommandOverrides = {},
): Promise<InspectedRepository> {
  const { repository } = await spine.pools.ask({ kind: 'inspect_repository', path });
  await learnRepository(spine.pools, [repository.root]);
  const { root } = repository;
  const { facts: dependencies } = await spine.pools.ask({
    kind: 'install_facts',
    repo: root,
    tree: root,
  });
  const view = viewOf(repository, dependencies);
  const steps = findCommands(view);
  const found = overrideCommands(steps, overrides);
  const facts: RepositoryFacts = {
    path: repository.root,
    name: repository.name,
    branch: repository.branch,
    commit: repository.commit,
    dirty: repository.uncommitted > 0,
    uncommitted: repository.uncommitted,
    lacks: repository.lacks,
    languages: found.languages,
    commands: found.commands.map((command) => ({
      step: command.step,
      command: command.command,
      report: command.format === 'exit_code' ? null : command.format,
      found_in: command.foundIn,
    })),
    missing: found.missing,
  };
  return { facts, found, known: knownCommands(view, steps), files: repository.files };
}
