import type { RepositoryView } from '../../gates/types.ts';
import { firstFile } from '../finding.ts';
import type { NodeProject, PackageManager } from './node-project.ts';
import { packageManagerOf } from './package-manager-of.ts';
import type { PackageJson } from './read-package-json.ts';

/** What the Node finders look at, for a folder with a package.json. */
export function openNodeProject(
  view: RepositoryView,
  files: ReadonlySet<string>,
  pkg: PackageJson,
): NodeProject {
  const manager = packageManagerOf(pkg, files);
  const start = startOf(view, manager, pkg);
  return {
    view,
    files,
    pkg,
    manager,
    start,
    beforehand: start?.[0] === 'corepack' ? 'corepack install' : null,
    plugAndPlay: isPlugAndPlay(view, files, manager),
  };
}

function startOf(
  view: RepositoryView,
  manager: PackageManager,
  { packageManager }: PackageJson,
): string[] | null {
  if (view.hasTool(manager)) return [manager];
  const isManaged = /^(?:pnpm|yarn)@/.test(packageManager);
  return isManaged && view.hasTool('corepack') ? ['corepack', manager] : null;
}

function isPlugAndPlay(
  view: RepositoryView,
  files: ReadonlySet<string>,
  manager: PackageManager,
): boolean {
  if (manager !== 'yarn') return false;
  if (firstFile(files, ['.pnp.cjs', '.pnp.js']) !== null) return true;
  const settings = files.has('.yarnrc.yml') ? (view.read('.yarnrc.yml') ?? '') : null;
  return settings !== null && !/^nodeLinker: *['"]?(?:node-modules|pnpm)\b/m.test(settings);
}
