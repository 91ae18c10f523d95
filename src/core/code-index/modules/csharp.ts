import type { ImportTarget, ModuleSystem } from './module-system.ts';
import { folderOf, foldersUp } from './search-paths.ts';

/** What every file imports without saying so: the usings of the files that hold `global using`. */
export const GLOBAL_USINGS = '()global';

const GLOBAL_FILES = ['GlobalUsings.cs', 'Usings.cs', 'GlobalUsing.cs', 'Globals.cs', 'Imports.cs', '_Imports.cs'];

/**
 * C#'s namespaces. They span files; `using` takes everything of one, and a class serves as the namespace of its static and nested
 * members (`using static`).
 */
export const csharpModules: ModuleSystem = {
  resolve({ source, name, file }, project) {
    if (source === GLOBAL_USINGS) {
      const targets: ImportTarget[] = [];
      for (const folder of foldersUp(folderOf(file)))
        for (const inside of [folder, folder === '' ? 'Properties' : `${folder}/Properties`])
          for (const candidate of GLOBAL_FILES) {
            const path = inside === '' ? candidate : `${inside}/${candidate}`;
            if (path !== file && project.hasFile(path))
              targets.push({ in: 'file', file: path, slot: '*' });
          }
      return targets;
    }
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
