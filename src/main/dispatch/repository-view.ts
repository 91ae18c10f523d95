import type { RepositoryInspection } from '#shared/messages/host.ts';
import type { RepositoryView } from '#core/gates/types.ts';

/** What the host worker read of a repository, in the form that core decides on. */
export function viewOf(repository: RepositoryInspection): RepositoryView {
  const tools = new Set(repository.tools);
  return {
    files: repository.files,
    read: (path) => repository.contents[path] ?? null,
    hasTool: (name) => tools.has(name),
    environments: repository.environments,
  };
}
