import type { RepositoryView, StepCommand } from '../gates/types.ts';

/** A folder below the root that is a project of its own. */
export interface Subproject {
  folder: string;
  view: RepositoryView;
}

const MANIFEST =
  /^(?<folder>[^/]+(?:\/[^/]+)?)\/(?:package\.json|pyproject\.toml|setup\.py|setup\.cfg|pytest\.ini|tox\.ini|requirements\.txt|go\.mod|go\.work|Cargo\.toml|pom\.xml|build\.gradle(?:\.kts)?|deno\.jsonc?)$/;
/** Others’ code, and what is written for readers and for tests. */
const PASSED_BY =
  /(?:^|\/)(?:\..*|node_modules|vendor|third_party|testdata|fixtures?|__\w+__|examples?|samples?|templates?|docs?|tests?)(?:\/|$)/i;
/** More than these are a workspace of something that is not known here. */
const MOST = 8;

/** Folders of the first two levels with a manifest, none inside another; at most eight. */
export function findSubprojects(view: RepositoryView): Subproject[] {
  const folders = new Set<string>();
  for (const file of view.files) {
    const folder = MANIFEST.exec(file)?.groups?.['folder'];
    if (folder !== undefined && !PASSED_BY.test(folder)) folders.add(folder);
  }
  return [...folders]
    .filter((folder) => ![...folders].some((other) => folder.startsWith(`${other}/`)))
    .sort()
    .slice(0, MOST)
    .map((folder) => ({ folder, view: viewIn(view, folder) }));
}

function viewIn(view: RepositoryView, folder: string): RepositoryView {
  const start = `${folder}/`;
  const environments = (view.environments ?? [])
    .filter((path) => path.startsWith(start))
    .map((path) => path.slice(start.length));
  return {
    files: view.files
      .filter((file) => file.startsWith(start))
      .map((file) => file.slice(start.length)),
    read: (path) => view.read(start + path),
    hasTool: (name) => view.hasTool(start + name) || view.hasTool(name),
    environments,
    isBelow: true,
  };
}

/** A command of a subproject as it runs from the root. */
export function inFolder({ folder }: Subproject, command: StepCommand): StepCommand {
  const there = (argv: readonly string[]): string[] => ['env', '-C', folder, ...argv];
  const { beforehand } = command;
  return {
    ...command,
    command: there(command.command),
    measured: there(command.measured),
    foundIn: `${folder}/${command.foundIn}`,
    ...(beforehand === undefined ? {} : { beforehand: `cd ${folder} && ${beforehand}` }),
  };
}
