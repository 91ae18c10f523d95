import type { ProjectView } from '../module-system.ts';

/** A repository of these files, some of them with the text of a configuration. */
export function repositoryOf(
  files: readonly string[],
  configurations: Readonly<Record<string, string>> = {},
): ProjectView {
  return {
    hasFile: (path) => files.includes(path),
    hasPackage: () => false,
    configuration: (path) => configurations[path] ?? null,
  };
}
