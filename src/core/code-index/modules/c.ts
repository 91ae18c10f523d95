import type { ImportTarget, ModuleSystem, ProjectView } from './module-system.ts';
import { joinPath } from '../../paths/join-path.ts';
import { dottedName, folderOf, foldersUp } from './search-paths.ts';

/** The names that a linker joins over all C and C++ files, imported under this source. */
const LINKAGE = 'c:';

/** Folders in which projects keep their headers, below any folder above the including file. */
const HEADER_FOLDERS = ['', 'include', 'inc', 'src', 'lib', 'source', 'headers'];

/**
 * Includes of C and C++: beside the including file first, then below the folders above it, from the
 * nearest on, as `-I` options point there in practice. What is found nowhere belongs to the system.
 */
export const cModules: ModuleSystem = {
  resolve({ source, name, file }, project) {
    if (source.startsWith(LINKAGE)) return [{ in: 'package', package: source, slot: name }];
    const found = findHeader(source, file, project);
    const slot = name === '*' ? '' : name;
    if (found !== null) return [{ in: 'file', file: found, slot }];
    return [{ in: 'external', name: source }] satisfies ImportTarget[];
  },
  linkage: LINKAGE,
  moduleName: dottedName,
};

function findHeader(source: string, file: string, project: ProjectView): string | null {
  for (const above of foldersUp(folderOf(file)))
    for (const headers of HEADER_FOLDERS) {
      const folder = [above, headers].filter((part) => part !== '').join('/');
      const path = joinPath(folder, source);
      if (path !== null && path !== file && project.hasFile(path)) return path;
    }
  return null;
}
