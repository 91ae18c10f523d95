import { PYTHON_LIBRARY } from './python-library.ts';
import type { ImportQuestion, ImportTarget, ModuleSystem, ProjectView } from './module-system.ts';

/**
 * Python's imports. A module is looked for below the roots a program of this file may have on its
 * path: the folder above its outermost package and every folder above that, each also with `src/`;
 * last its own folder. Folders without `__init__.py` are namespace packages: a path through them is
 * as good as any. A name imported from a package is its member, or else its submodule.
 */
export const pythonModules: ModuleSystem = {
  resolve(question, project) {
    const module = question.source.startsWith('.')
      ? findRelative(question, project)
      : findAbsolute(question, project);
    const places = question.name === '' || question.name === '*' ? [] : [question.name];
    const targets: ImportTarget[] = [];
    if (module.file !== null) targets.push({ in: 'file', file: module.file, slot: question.name });
    for (const name of places) targets.push(...moduleTargets(module.folders, name, project));
    return targets.length > 0 ? targets : [{ in: 'external', name: externalName(question) }];
  },

  submodule(file, name, project) {
    const folder = packageFolder(file);
    return folder === null ? [] : moduleTargets([folder], name, project);
  },

  moduleName(file) {
    const parts = file.replace(/\.[^./]+$/, '').split('/');
    if (parts[0] === 'src' && parts.length > 1) parts.shift();
    if (parts.at(-1) === '__init__' && parts.length > 1) parts.pop();
    return parts.join('.');
  },
};

/**
 * The file of a module, and the folders its submodules may lie in; no file for namespace packages
 * and unknown modules.
 */
interface FoundModule {
  file: string | null;
  folders: string[];
}

function externalName(question: ImportQuestion): string {
  return question.name === '' ? question.source : `${question.source}.${question.name}`;
}

function packageFolder(file: string): string | null {
  return /(^|\/)__init__\.pyi?$/.test(file) ? parentFolder(file) : null;
}

function parentFolder(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

function join(folder: string, path: string): string {
  if (folder === '') return path;
  return path === '' ? folder : `${folder}/${path}`;
}

/**
 * The file of the module at a path without suffix; sources before stubs, packages before modules,
 * as the interpreter does it.
 */
function moduleFile(path: string, project: ProjectView): string | null {
  const candidates = [
    join(path, '__init__.py'),
    `${path}.py`,
    join(path, '__init__.pyi'),
    `${path}.pyi`,
  ];
  return candidates.find((file) => project.hasFile(file)) ?? null;
}

function moduleTargets(
  folders: readonly string[],
  name: string,
  project: ProjectView,
): ImportTarget[] {
  for (const folder of folders) {
    const file = moduleFile(join(folder, name), project);
    if (file !== null) return [{ in: 'file', file, slot: '' }];
  }
  return [];
}

function findRelative(question: ImportQuestion, project: ProjectView): FoundModule {
  const dots = /^\.+/.exec(question.source)?.[0].length ?? 0;
  let folder = parentFolder(question.file);
  for (let level = 1; level < dots; level++) folder = parentFolder(folder);
  const path = join(folder, question.source.slice(dots).replaceAll('.', '/'));
  return { file: moduleFile(path, project), folders: [path] };
}

function findAbsolute(question: ImportQuestion, project: ProjectView): FoundModule {
  const path = question.source.replaceAll('.', '/');
  const folders: string[] = [];
  const top = question.source.split('.', 1)[0] ?? '';
  for (const root of searchRoots(question.file, project, !PYTHON_LIBRARY.has(top))) {
    const below = join(root, path);
    const file = moduleFile(below, project);
    if (file !== null) return { file, folders: [below] };
    folders.push(below);
  }
  return { file: null, folders };
}

/**
 * The folder of a package's file is a root only for who runs the file as a script, and never hides
 * the standard library.
 */
function searchRoots(file: string, project: ProjectView, mayBeScript: boolean): string[] {
  const own = parentFolder(file);
  let root = own;
  while (root !== '' && project.hasFile(join(root, '__init__.py'))) root = parentFolder(root);
  const roots: string[] = [];
  for (let folder = root; ; folder = parentFolder(folder)) {
    roots.push(folder, join(folder, 'src'));
    if (folder === '') break;
  }
  if (root !== own && mayBeScript) roots.push(own);
  return roots;
}
