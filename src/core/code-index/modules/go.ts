import type { ImportQuestion, ModuleSystem, ProjectView } from './module-system.ts';
import { joinPath } from '../../paths/join-path.ts';
import { folderOf, foldersUp } from './search-paths.ts';

/**
 * Go's imports. A package is a folder; its import path is the module's path from the nearest
 * `go.mod` and the folder below it. Further modules come from `go.work` and from `replace`
 * directives. Without any go.mod the end of the import path that is a folder of the repository is
 * taken, as in a GOPATH tree.
 */
export const goModules: ModuleSystem = {
  resolve(question, project) {
    if (question.source.startsWith('()'))
      return [{ in: 'package', package: goPackage(question.source), slot: question.name }];
    const folder = findFolder(question, project);
    if (folder === null) return [{ in: 'external', name: externalName(question) }];
    return [
      {
        in: 'package',
        package: goPackage(folder),
        slot: question.name === '*' ? '' : question.name,
      },
    ];
  },

  moduleName(file) {
    const folder = folderOf(file);
    return folder === '' ? file.replace(/\.[^./]+$/, '') : folder.replaceAll('/', '.');
  },

  packageName(file, declared) {
    const isOutside = declared.endsWith('_test') && file.endsWith('_test.go');
    return goPackage(folderOf(file)) + (isOutside ? '_test' : '');
  },
};

function goPackage(folder: string): string {
  return `go:${folder}`;
}

function externalName({ source, name }: ImportQuestion): string {
  return name === '' || name === '*' ? source : `${source}.${name}`;
}

/** A module of the repository: its import path and its folder. */
interface GoModule {
  path: string;
  folder: string;
}

function findFolder(question: ImportQuestion, project: ProjectView): string | null {
  const { source } = question;
  if (source.startsWith('./') || source.startsWith('../'))
    return known(joinPath(folderOf(question.file), source), project);
  const modules = modulesFor(question.file, project);
  for (const module of modules) {
    const folder = folderIn(module, source);
    if (folder !== null && project.hasPackage(goPackage(folder))) return folder;
  }
  return modules.length > 0 ? null : findSuffix(source, project);
}

function known(folder: string | null, project: ProjectView): string | null {
  return folder !== null && project.hasPackage(goPackage(folder)) ? folder : null;
}

function folderIn(module: GoModule, source: string): string | null {
  if (source === module.path) return module.folder;
  if (!source.startsWith(`${module.path}/`)) return null;
  return joinPath(module.folder, source.slice(module.path.length + 1));
}

function modulesFor(file: string, project: ProjectView): GoModule[] {
  const found: GoModule[] = [];
  for (const folder of foldersUp(folderOf(file))) {
    const text = project.configuration(fileIn(folder, 'go.mod'));
    if (text !== null) found.push(...readModule(folder, text, project));
    const work = project.configuration(fileIn(folder, 'go.work'));
    if (work !== null) found.push(...readWorkspace(folder, work, project));
  }
  return found.sort((one, other) => other.path.length - one.path.length);
}

function fileIn(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

const MODULE = /^\s*module\s+"?([^\s"]+)"?/m;
const REPLACE = /^\s*(?:replace\s+)?"?([^\s"]+)"?(?:\s+v\S+)?\s+=>\s+"?(\.{1,2}\/[^\s"]*)"?/gm;

function readModule(folder: string, text: string, project: ProjectView): GoModule[] {
  const path = MODULE.exec(text)?.[1];
  const found: GoModule[] = path === undefined ? [] : [{ path, folder }];
  for (const [, replaced, target] of text.matchAll(REPLACE)) {
    const at = joinPath(folder, target ?? '');
    if (replaced === undefined || at === null) continue;
    if (project.configuration(fileIn(at, 'go.mod')) !== null)
      found.push({ path: replaced, folder: at });
  }
  return found;
}

function readWorkspace(folder: string, text: string, project: ProjectView): GoModule[] {
  const found: GoModule[] = [];
  for (const [, used] of text.matchAll(/^\s*(?:use\s+)?\(?\s*"?(\.{1,2}(?:\/[^\s")]*)?)"?/gm)) {
    const at = joinPath(folder, used ?? '');
    const module = at === null ? null : project.configuration(fileIn(at, 'go.mod'));
    const path = module === null ? undefined : MODULE.exec(module)?.[1];
    if (at !== null && path !== undefined) found.push({ path, folder: at });
  }
  return found;
}

/**
 * The longest end of an import path that is a package of the repository; single words are too weak
 * a sign.
 */
function findSuffix(source: string, project: ProjectView): string | null {
  const steps = source.split('/');
  if (steps.length < 2) return known(source, project);
  for (let at = 0; at < steps.length; at++) {
    const folder = steps.slice(at).join('/');
    if (project.hasPackage(goPackage(folder))) return folder;
  }
  return null;
}
