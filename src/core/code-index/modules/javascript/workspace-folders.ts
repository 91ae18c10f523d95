import type { ProjectView } from '../module-system.ts';
import { joinPath } from './find-module.ts';
import { isJsonObject, type JsonObject } from './read-json.ts';

/**
 * Folders below a root where its workspaces would keep a package of this name: `packages/*` holds
 * `@acme/core` as `core`, `@acme/core` or `acme-core`. Folders cannot be listed here, so a package
 * whose folder is called otherwise is not found.
 */
export function workspaceFolders(
  root: string,
  name: string,
  manifest: JsonObject | null,
  project: ProjectView,
): string[] {
  const globs = [...manifestGlobs(manifest), ...pnpmGlobs(root, project)];
  const names = folderNames(name);
  return globs
    .filter((glob) => !glob.startsWith('!'))
    .flatMap((glob) => {
      const folder = joinPath(root, glob.replace(/\/?\*+.*$/, ''));
      return glob.includes('*') ? names.map((step) => joinPath(folder, step)) : [folder];
    });
}

function folderNames(name: string): string[] {
  const slash = name.indexOf('/');
  if (slash < 0) return [name];
  const short = name.slice(slash + 1);
  return [short, name, `${name.slice(1, slash)}-${short}`];
}

function manifestGlobs(manifest: JsonObject | null): string[] {
  const workspaces = manifest?.['workspaces'];
  const list = isJsonObject(workspaces) ? workspaces['packages'] : workspaces;
  return Array.isArray(list) ? list.filter((glob) => typeof glob === 'string') : [];
}

const PNPM_ITEM = /^\s*-\s*['"]?([^'"#\s]+)/;

/** The list `packages:` of a pnpm-workspace.yaml. */
function pnpmGlobs(root: string, project: ProjectView): string[] {
  const text = project.configuration(joinPath(root, 'pnpm-workspace.yaml'));
  if (text === null) return [];
  const found: string[] = [];
  let isInside = false;
  for (const line of text.split('\n')) {
    if (/^\S/.test(line)) isInside = line.startsWith('packages:');
    const item = isInside ? PNPM_ITEM.exec(line)?.[1] : undefined;
    if (item !== undefined) found.push(item);
  }
  return found;
}
