import type { ImportTarget, ModuleSystem, ProjectView } from './module-system.ts';
import { folderOf, foldersUp } from './search-paths.ts';

/** What every file imports without saying so: the usings of the files that hold `global using`. */
export const GLOBAL_USINGS = '()global';

const GLOBAL_FILES = [
  'GlobalUsings.cs',
  'Usings.cs',
  'GlobalUsing.cs',
  'Globals.cs',
  'Imports.cs',
  '_Imports.cs',
];

/**
 * C#'s namespaces. They span files; `using` takes everything of one, and a class serves as the
 * namespace of its static and nested members (`using static`).
 */
export const csharpModules: ModuleSystem = {
  resolve({ source, name, file }, project) {
    if (source === GLOBAL_USINGS) return globalUsings(file, project);
    return [{ in: 'package', package: csharpNamespace(source), slot: name === '*' ? '' : name }];
  },

  moduleName(file) {
    return folderOf(file).replaceAll('/', '.');
  },

  packageName(_file, declared) {
    return csharpNamespace(declared);
  },
};

function csharpNamespace(name: string): string {
  return `csharp:${name}`;
}

function globalUsings(file: string, project: ProjectView): ImportTarget[] {
  const folders = foldersUp(folderOf(file)).flatMap((folder) => [
    folder,
    inFolder(folder, 'Properties'),
  ]);
  return folders
    .flatMap((folder) => GLOBAL_FILES.map((name) => inFolder(folder, name)))
    .filter((path) => path !== file && project.hasFile(path))
    .map((path) => ({ in: 'file', file: path, slot: '*' }));
}

function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
