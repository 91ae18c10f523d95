import type { RepositoryView } from '../../gates/types.ts';
import type { PackageJson } from './read-package-json.ts';

export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun';

/** What the Node finders look at. */
export interface NodeProject {
  view: RepositoryView;
  files: ReadonlySet<string>;
  pkg: PackageJson;
  manager: PackageManager;
}
