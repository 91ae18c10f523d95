import type { ModuleSystem, ProjectView } from './module-system.ts';
import { joinPath } from '../../paths/join-path.ts';
import { dottedName, folderOf, foldersUp } from './search-paths.ts';

const LIBRARY_FOLDERS = ['', 'lib', 'scripts', 'bin', 'src'];

/**
 * `source` and `.`: what is written as constant decides. `"$DIR/lib/log.sh"` and `"$(dirname
 * "$0")/../lib/log.sh"` are taken to start at the script's own folder, else at one of those above
 * it.
 */
export const bashModules: ModuleSystem = {
  resolve({ source, name, file }, project) {
    const path = constantPath(source);
    const found = path === '' ? null : findScript(path, file, project);
    const slot = name === '*' ? '' : name;
    return found === null
      ? [{ in: 'external', name: source }]
      : [{ in: 'file', file: found, slot }];
  },
  moduleName: dottedName,
};

/** What follows the last expansion in a path; '' when nothing constant is left. */
function constantPath(source: string): string {
  const plain = source.trim().replaceAll(/["']/g, '');
  const expansion = /^.*(?:\)|\}|`|\$[A-Za-z_][A-Za-z0-9_]*|\$\d)/s.exec(plain);
  const rest = expansion === null ? plain : plain.slice(expansion[0].length);
  return expansion === null ? rest : rest.replace(/^\/+/, '');
}

function findScript(path: string, file: string, project: ProjectView): string | null {
  for (const above of foldersUp(folderOf(file)))
    for (const library of LIBRARY_FOLDERS) {
      const folder = [above, library].filter((part) => part !== '').join('/');
      const candidate = joinPath(folder, path);
      if (candidate !== null && candidate !== file && project.hasFile(candidate)) return candidate;
    }
  return null;
}
