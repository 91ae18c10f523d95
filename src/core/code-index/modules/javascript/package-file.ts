import type { ProjectView } from '../module-system.ts';
import { findModule, joinPath, parentFolder } from './find-module.ts';
import { isJsonObject, type JsonObject, readJson } from './read-json.ts';
import { workspaceFolders } from './workspace-folders.ts';

/** Conditions of `exports` and `imports` by what leads nearest to the sources. */
const CONDITIONS = [
  'source',
  'development',
  'types',
  'import',
  'module',
  'default',
  'require',
  'node',
  'browser',
];
const ENTRY_FIELDS = ['source', 'types', 'typings', 'module', 'main'];
const BUILT = new Set(['dist', 'build', 'out', 'es', 'esm', 'cjs', 'lib', 'types', 'module']);

/**
 * The file of a package of the repository, its entry or a path below it; null for packages from
 * elsewhere.
 */
export function packageFile(source: string, folder: string, project: ProjectView): string | null {
  const parts = source.split('/');
  const name = parts.slice(0, source.startsWith('@') ? 2 : 1).join('/');
  const subpath = source.slice(name.length + 1);
  for (const candidate of packageFolders(name, folder, project)) {
    const found = fileOfPackage(candidate, subpath, project);
    if (found !== null) return found;
  }
  return null;
}

/** The file a `#name` means by the `imports` of the package around. */
export function packageImport(source: string, folder: string, project: ProjectView): string | null {
  for (let at = folder; ; at = parentFolder(at)) {
    const manifest = manifestOf(at, project);
    const imports = manifest?.['imports'];
    if (isJsonObject(imports)) {
      for (const target of mappedTargets(imports, source)) {
        const found = fileOfTarget(at, target, project);
        if (found !== null) return found;
      }
      return null;
    }
    if (at === '') return null;
  }
}

function manifestOf(folder: string, project: ProjectView): JsonObject | null {
  const text = project.configuration(joinPath(folder, 'package.json'));
  return text === null ? null : readJson(text);
}

/**
 * Folders whose package.json carries the name: the packages around the importing file, then those
 * of their workspaces.
 */
function* packageFolders(name: string, folder: string, project: ProjectView): Generator<string> {
  for (let at = folder; ; at = parentFolder(at)) {
    const manifest = manifestOf(at, project);
    if (manifest?.['name'] === name) yield at;
    for (const candidate of workspaceFolders(at, name, manifest, project))
      if (manifestOf(candidate, project)?.['name'] === name) yield candidate;
    if (at === '') return;
  }
}

function fileOfPackage(folder: string, subpath: string, project: ProjectView): string | null {
  const manifest = manifestOf(folder, project) ?? {};
  const { exports } = manifest;
  const key = subpath === '' ? '.' : `./${subpath}`;
  const targets: string[] = [];
  if (isJsonObject(exports) && Object.keys(exports).some((name) => name.startsWith('.')))
    targets.push(...mappedTargets(exports, key));
  else if (subpath === '') targets.push(...conditionTargets(exports));
  if (subpath === '')
    for (const field of ENTRY_FIELDS) {
      const value = manifest[field];
      if (typeof value === 'string') targets.push(value);
    }
  else targets.push(subpath, `src/${subpath}`);
  if (subpath === '') targets.push('src/index', 'index');
  for (const target of targets) {
    const found = fileOfTarget(folder, target, project);
    if (found !== null) return found;
  }
  return null;
}

/** The targets of a key in an `exports` or `imports` map, exact or by its longest pattern. */
function mappedTargets(map: JsonObject, key: string): string[] {
  if (map[key] !== undefined) return conditionTargets(map[key]);
  let best: string | null = null;
  for (const pattern of Object.keys(map)) {
    const star = pattern.indexOf('*');
    if (star < 0 || !key.startsWith(pattern.slice(0, star))) continue;
    if (!key.endsWith(pattern.slice(star + 1)) || key.length < pattern.length - 1) continue;
    if (best === null || star > best.indexOf('*')) best = pattern;
  }
  if (best === null) return [];
  const star = best.indexOf('*');
  const text = key.slice(star, key.length - (best.length - star - 1));
  return conditionTargets(map[best]).map((target) => target.replaceAll('*', () => text));
}

function conditionTargets(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(conditionTargets);
  if (!isJsonObject(value)) return [];
  const known = CONDITIONS.filter((condition) => condition in value);
  const others = Object.keys(value).filter((condition) => !known.includes(condition));
  return [...known, ...others].flatMap((condition) => conditionTargets(value[condition]));
}

/** The source behind a target: a path into a build folder usually mirrors `src`. */
function fileOfTarget(folder: string, target: string, project: ProjectView): string | null {
  const path = target.replace(/^\.\//, '');
  const candidates = [path];
  const steps = path.split('/');
  let rest = steps;
  while (rest.length > 1 && BUILT.has(rest[0] ?? '')) {
    rest = rest.slice(1);
    candidates.push(joinPath('src', rest.join('/')), rest.join('/'));
  }
  // What a build folder holds is made of the sources, which are what people mean.
  const ordered = ['dist', 'build', 'out'].includes(steps[0] ?? '')
    ? [...candidates.slice(1), path]
    : candidates;
  for (const candidate of ordered) {
    const found = findModule(joinPath(folder, candidate), project);
    if (found !== null) return found;
  }
  return null;
}
