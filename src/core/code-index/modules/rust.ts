import { parse } from 'smol-toml';
import type { ImportQuestion, ImportTarget, ModuleSystem, ProjectView } from './module-system.ts';
import { joinPath } from '../../paths/join-path.ts';
import { folderOf, foldersUp } from './search-paths.ts';

/**
 * Rust's modules. `mod x;` names a file beside or below its own; paths start at the crate's root,
 * at the module itself, at its parent, or at another crate of the workspace, found through the
 * dependencies and members of the nearest Cargo.toml.
 */
export const rustModules: ModuleSystem = {
  resolve(question, project) {
    const { source, file } = question;
    if (source.startsWith('()'))
      return [{ in: 'package', package: `rust:${source}`, slot: question.name }];
    if (source.startsWith('mod '))
      return fileTarget(moduleFile(file, source.slice(4), project), '');
    const steps = source.split('::');
    const found = walk(startOf(steps, file, project), steps.slice(1), project);
    if (found === null) return [{ in: 'external', name: externalName(question) }];
    const [slot = '', ...deeper] = found.rest;
    return deeper.length > 0
      ? []
      : fileTarget(found.file, question.name === '' ? slot : question.name);
  },

  moduleName(file) {
    const steps = file.replace(/\.rs$/, '').split('/');
    const start = steps.lastIndexOf('src');
    const inside = start < 0 ? steps : steps.slice(start + 1);
    const last = inside.at(-1);
    if (last === 'mod' || ((last === 'lib' || last === 'main') && inside.length === 1))
      inside.pop();
    if (inside.length > 0) return inside.join('.');
    return start > 0 ? (steps[start - 1] ?? '').replaceAll('-', '_') : 'crate';
  },
};

function externalName({ source, name }: ImportQuestion): string {
  const path = source.replaceAll('::', '.');
  return name === '' || name === '*' ? path : `${path}.${name}`;
}

function fileTarget(file: string | null, slot: string): ImportTarget[] {
  return file === null ? [] : [{ in: 'file', file, slot }];
}

function startOf(steps: readonly string[], file: string, project: ProjectView): string | null {
  const [first = ''] = steps;
  switch (first) {
    case 'crate':
      return crateRoot(file, project);
    case 'self':
      return file;
    case 'super':
      return parentFile(file, project);
    default:
      return moduleFile(file, first, project) ?? otherCrate(first, file, project);
  }
}

/** Follows modules that are files; what is left names something inside the last one. */
function walk(
  start: string | null,
  steps: readonly string[],
  project: ProjectView,
): { file: string; rest: string[] } | null {
  if (start === null) return null;
  let file = start;
  for (let at = 0; at < steps.length; at++) {
    const step = steps[at] ?? '';
    const next = step === 'super' ? parentFile(file, project) : moduleFile(file, step, project);
    if (next === null) return { file, rest: steps.slice(at) };
    file = next;
  }
  return { file, rest: [] };
}

function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

function firstFile(candidates: readonly string[], project: ProjectView): string | null {
  return candidates.find((path) => project.hasFile(path)) ?? null;
}

function stemOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1).replace(/\.rs$/, '');
}

const ROOTS = new Set(['lib', 'main', 'mod', 'build']);

/** The file of the module that `mod name;` declares in a file. */
function moduleFile(file: string, name: string, project: ProjectView): string | null {
  const folder = folderOf(file);
  const stem = stemOf(file);
  const below = inFolder(folder, stem);
  const places = ROOTS.has(stem) ? [folder] : isCrateFile(file) ? [folder, below] : [below];
  return firstFile(
    places.flatMap((place) => [inFolder(place, `${name}.rs`), inFolder(place, `${name}/mod.rs`)]),
    project,
  );
}

/** Whether Cargo takes a file for the root of a program by its place. */
function isCrateFile(file: string): boolean {
  const folder = folderOf(file);
  const last = folder.slice(folder.lastIndexOf('/') + 1);
  return (
    last === 'tests' || last === 'examples' || last === 'benches' || folder.endsWith('src/bin')
  );
}

function parentFile(file: string, project: ProjectView): string | null {
  const stem = stemOf(file);
  const folder = folderOf(file);
  const outer = stem === 'mod' ? folderOf(folder) : folder;
  const own = stem === 'mod' ? null : folder;
  const candidates = ['mod', 'lib', 'main'].map((name) => inFolder(outer, `${name}.rs`));
  if (own !== null && own !== '') candidates.push(`${own}.rs`);
  return firstFile(
    candidates.filter((path) => path !== file),
    project,
  );
}

/** The root file of the crate a file belongs to. */
function crateRoot(file: string, project: ProjectView): string | null {
  if (isCrateFile(file)) return file;
  for (const folder of foldersUp(folderOf(file))) {
    const manifest = readManifest(folder, project);
    if (manifest?.package === undefined) {
      const bare = firstFile([inFolder(folder, 'lib.rs'), inFolder(folder, 'main.rs')], project);
      if (bare !== null) return bare;
      continue;
    }
    const main = inFolder(folder, 'src/main.rs');
    if (file === main) return main;
    return libraryOf(folder, manifest, project) ?? firstFile([main], project);
  }
  return null;
}

interface Manifest {
  package?: { name?: string };
  lib?: { path?: string; name?: string };
  dependencies?: Record<string, unknown>;
  'dev-dependencies'?: Record<string, unknown>;
  'build-dependencies'?: Record<string, unknown>;
  workspace?: { members?: string[]; dependencies?: Record<string, unknown> };
}

function readManifest(folder: string, project: ProjectView): Manifest | null {
  const text = project.configuration(inFolder(folder, 'Cargo.toml'));
  if (text === null) return null;
  try {
    return parse(text);
  } catch {
    // A manifest that cannot be read names nothing.
    return null;
  }
}

function libraryOf(folder: string, manifest: Manifest, project: ProjectView): string | null {
  const path = manifest.lib?.path ?? 'src/lib.rs';
  return firstFile([inFolder(folder, path)], project);
}

function identifier(name: string): string {
  return name.replaceAll('-', '_');
}

/** The root of another crate of the repository, by the name under which code refers to it. */
function otherCrate(name: string, file: string, project: ProjectView): string | null {
  for (const folder of foldersUp(folderOf(file))) {
    const manifest = readManifest(folder, project);
    if (manifest === null) continue;
    const found = crateNear(name, { folder, manifest }, project);
    if (found !== null) return found;
  }
  return null;
}

interface Crate {
  folder: string;
  manifest: Manifest;
}

function crateNear(name: string, crate: Crate, project: ProjectView): string | null {
  if (crateName(crate.manifest) === name) {
    const own = libraryOf(crate.folder, crate.manifest, project);
    if (own !== null) return own;
  }
  for (const folder of neighbours(name, crate)) {
    const manifest = readManifest(folder, project);
    const library = manifest === null ? null : libraryOf(folder, manifest, project);
    if (manifest !== null && library !== null) return library;
  }
  for (const folder of memberFolders(name, crate)) {
    const manifest = readManifest(folder, project);
    if (manifest !== null && crateName(manifest) === name)
      return libraryOf(folder, manifest, project);
  }
  return null;
}

function crateName(manifest: Manifest): string {
  return identifier(manifest.lib?.name ?? manifest.package?.name ?? '');
}

/** Folders of the dependencies that go by a name. */
function neighbours(name: string, { folder, manifest }: Crate): string[] {
  const tables = [
    manifest.dependencies,
    manifest['dev-dependencies'],
    manifest['build-dependencies'],
    manifest.workspace?.dependencies,
  ];
  const found: string[] = [];
  for (const table of tables)
    for (const [key, value] of Object.entries(table ?? {})) {
      const path =
        typeof value === 'object' && value !== null && 'path' in value ? value.path : null;
      const at = typeof path === 'string' ? joinPath(folder, path) : null;
      if (identifier(key) === name && at !== null) found.push(at);
    }
  return found;
}

/** Folders of workspace members that may hold the crate; a star stands for the crate's name. */
function memberFolders(name: string, { folder, manifest }: Crate): string[] {
  const names = [name, name.replaceAll('_', '-'), name.slice(name.lastIndexOf('_') + 1)];
  return (manifest.workspace?.members ?? []).flatMap((member) => {
    const patterns = member.includes('*')
      ? names.map((each) => member.replace('*', each))
      : [member];
    return patterns.map((path) => joinPath(folder, path)).filter((path) => path !== null);
  });
}
