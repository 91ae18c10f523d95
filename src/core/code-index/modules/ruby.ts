import type { ModuleSystem, ProjectView } from './module-system.ts';
import { joinPath } from '../../paths/join-path.ts';
import { dottedName, folderOf, foldersUp } from './search-paths.ts';

/**
 * Ruby's constants and top-level methods belong to the whole program, whichever file defines them.
 */
const RUBY_PACKAGE = 'ruby:';

/** Folders that gems and applications put on the load path. */
const LOAD_FOLDERS = ['lib', '', 'app', 'src', 'test', 'spec', 'app/models', 'app/lib'];

/**
 * `require` looks along the load path, `require_relative` (written here with a leading `./`) beside
 * the file.
 */
export const rubyModules: ModuleSystem = {
  resolve({ source, file }, project) {
    const found = source.startsWith('.')
      ? findFile(folderOf(file), source, project)
      : findOnLoadPath(source, file, project);
    if (found !== null) return [{ in: 'file', file: found, slot: '' }];
    return [{ in: 'external', name: source }];
  },
  packageName: () => RUBY_PACKAGE,
  moduleName: dottedName,
};

function findFile(folder: string, source: string, project: ProjectView): string | null {
  const path = joinPath(folder, source.endsWith('.rb') ? source : `${source}.rb`);
  return path !== null && project.hasFile(path) ? path : null;
}

function findOnLoadPath(source: string, file: string, project: ProjectView): string | null {
  for (const above of foldersUp(folderOf(file)))
    for (const load of LOAD_FOLDERS) {
      const folder = [above, load].filter((part) => part !== '').join('/');
      const found = findFile(folder, source, project);
      if (found !== null && found !== file) return found;
    }
  return null;
}
