import { configuredPaths } from './javascript/configured-paths.ts';
import { packageFile, packageImport } from './javascript/package-file.ts';
import { findModule, joinPath, parentFolder } from './javascript/find-module.ts';
import type { ImportQuestion, ImportTarget, ModuleSystem, ProjectView } from './module-system.ts';

/** The slot that holds what `module.exports = …` and `export = …` make of a module. */
export const WHOLE_EXPORT = 'export=';

/**
 * Imports of JavaScript and TypeScript: relative paths with the extensions left out or written for
 * the compiled file, the `paths` and `baseUrl` of the nearest tsconfig.json, `#names` and packages
 * of the same repository by their package.json; everything else is external.
 */
export const javascriptModules: ModuleSystem = {
  resolve(question, project) {
    const file = findFile(question, project);
    if (file === null) return [{ in: 'external', name: externalName(question) }];
    return slotsOf(question.name).map((slot): ImportTarget => ({ in: 'file', file, slot }));
  },

  moduleName(file) {
    const path = file.replace(/(\.d)?\.[^./]+$/, '').replace(/\/index$/, '');
    return path.replaceAll('/', '.');
  },
};

/**
 * A default import of a CommonJS module is the whole of what it exports, and so is what `require`
 * returns.
 */
function slotsOf(name: string): string[] {
  if (name === 'default') return ['default', WHOLE_EXPORT, ''];
  if (name === WHOLE_EXPORT) return [WHOLE_EXPORT, ''];
  return [name];
}

function externalName(question: ImportQuestion): string {
  const source = question.source.replace(/^node:/, '');
  return question.name === '' ? source : `${source}.${question.name}`;
}

function findFile(question: ImportQuestion, project: ProjectView): string | null {
  const source = question.source.replace(/\?.*$/, '');
  const folder = parentFolder(question.file);
  if (/^\.\.?(\/|$)/.test(source)) return findModule(joinPath(folder, source), project);
  if (source.startsWith('node:') || source === '') return null;
  if (source.startsWith('#')) {
    const own = packageImport(source, folder, project);
    if (own !== null) return own;
  }
  for (const path of configuredPaths(source, folder, project)) {
    const found = findModule(path, project);
    if (found !== null) return found;
  }
  if (source.startsWith('/')) return findModule(source.slice(1), project);
  return packageFile(source, folder, project);
}
