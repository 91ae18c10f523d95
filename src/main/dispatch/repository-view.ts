import { programsOnOffer } from '#core/install/programs-on-offer.ts';
import type { InstallFacts } from '#shared/messages/install.ts';
import type { RepositoryInspection } from '#shared/messages/host.ts';
import type { RepositoryView } from '#core/gates/types.ts';

/**
 * What the host worker read of a repository, in the form that core decides on. Programs of missing
 * dependencies that may be installed count as there.
 */
export function viewOf(
  repository: RepositoryInspection,
  dependencies: InstallFacts,
): RepositoryView {
  const offered = programsOnOffer(dependencies, repository.contents);
  const tools = new Set([...repository.tools, ...offered]);
  return {
    files: repository.files,
    read: (path) => repository.contents[path] ?? null,
    hasTool: (name) => tools.has(name),
    environments: repository.environments,
  };
}
