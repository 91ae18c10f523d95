import type { ChangedPath, RepositoryInspection } from '#shared/messages/host.ts';

/** Texts of changed files, as the base has them and as they are now. */
export type TextsOfBase = Readonly<Record<string, { before: string | null }>>;

/** Paths whose text in the base says how the repository is built and tested. */
export function pathsToRead(
  { contents }: Pick<RepositoryInspection, 'contents'>,
  changes: readonly ChangedPath[],
): string[] {
  return changes
    .filter(({ path, change }) => change === 'deleted' || path in contents)
    .map(({ path }) => path);
}

/** What a look at a worktree would have found before its run changed anything. */
export function asOfBase(
  repository: RepositoryInspection,
  changes: readonly ChangedPath[],
  texts: TextsOfBase,
): RepositoryInspection {
  const pathsOf = (wanted: ChangedPath['change']): string[] =>
    changes.filter(({ change }) => change === wanted).map(({ path }) => path);
  const added = new Set(pathsOf('added'));
  const files = [...repository.files.filter((path) => !added.has(path)), ...pathsOf('deleted')];
  const contents = { ...repository.contents };
  for (const { path } of changes) {
    const before = texts[path]?.before ?? null;
    if (before !== null) contents[path] = before;
    else if (added.has(path)) delete contents[path];
  }
  return { ...repository, files: [...new Set(files)].sort(), contents };
}
