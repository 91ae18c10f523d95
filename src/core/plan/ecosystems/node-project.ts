import type { RepositoryView } from '../../gates/types.ts';
import type { PackageJson } from './read-package-json.ts';

export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun';

/** What the Node finders look at. */
export interface NodeProject {
  view: RepositoryView;
  files: ReadonlySet<string>;
  pkg: PackageJson;
  manager: PackageManager;
  /**
   * How the manager is started: by its own name, or by corepack, which brings the version that
   * package.json names; null: neither is installed here.
   */
  start: readonly string[] | null;
  /** The one command that brings the manager where it is not there offline. */
  beforehand: string | null;
  /** Programs of dependencies are found by the manager alone: there is no folder of them. */
  plugAndPlay: boolean;
}
