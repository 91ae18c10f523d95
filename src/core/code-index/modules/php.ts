import { z } from 'zod';
import type { ImportTarget, ModuleSystem, ProjectView } from './module-system.ts';
import { joinPath } from '../../paths/join-path.ts';
import { dottedName, folderOf, foldersUp } from './search-paths.ts';

/** The package of a namespace's classes, functions and constants, wherever they are defined. */
function phpPackage(namespace: string): string {
  return `php:${namespace.replace(/^\\/, '')}`;
}

/**
 * PHP names are global: `use App\Model\User` means whatever file declares it. Where composer.json
 * maps a namespace to a folder (PSR-4), the file there comes first. Sources that are paths belong
 * to include and require.
 */
export const phpModules: ModuleSystem = {
  resolve({ source, name, file }, project) {
    if (name === '*') return includeTargets(source, file, project);
    const { namespace, slot } = splitName(source, name);
    const targets: ImportTarget[] = [];
    const mapped = mappedFile(namespace, slot, { file, project });
    if (mapped !== null) targets.push({ in: 'file', file: mapped, slot });
    targets.push({ in: 'package', package: phpPackage(namespace), slot });
    return targets;
  },
  packageName: (_file, declared) => phpPackage(declared),
  /** Functions that a namespace does not define are those of the global one. */
  linkage: phpPackage(''),
  moduleName: dottedName,
};

/** `App\Model\User` is User in App\Model; a source with a name beside it is a whole namespace. */
function splitName(source: string, name: string): { namespace: string; slot: string } {
  const whole = source.replace(/^\\/, '');
  if (name !== '') return { namespace: whole, slot: name };
  const last = whole.lastIndexOf('\\');
  return { namespace: last < 0 ? '' : whole.slice(0, last), slot: whole.slice(last + 1) };
}

/**
 * Constant parts of an include path: `__DIR__ . '/lib/math.php'` starts at the file's folder,
 * others there or above.
 */
function includeTargets(source: string, file: string, project: ProjectView): ImportTarget[] {
  const own = folderOf(file);
  const path = source.replace(/^\/+/, '');
  for (const above of foldersUp(own)) {
    const candidate = joinPath(above, path);
    if (candidate !== null && candidate !== file && project.hasFile(candidate))
      return [{ in: 'file', file: candidate, slot: '' }];
  }
  return [{ in: 'external', name: source }];
}

const folders = z.union([z.string(), z.array(z.string())]);
const autoload = z.object({ 'psr-4': z.record(z.string(), folders).optional() }).loose();
const composer = z
  .object({ autoload: autoload.optional(), 'autoload-dev': autoload.optional() })
  .loose();

/**
 * The file in which composer's PSR-4 map puts a class; null when no map above the file has it.
 */
function mappedFile(
  namespace: string,
  name: string,
  { file, project }: { file: string; project: ProjectView },
): string | null {
  const whole = namespace === '' ? name : `${namespace}\\${name}`;
  for (const above of foldersUp(folderOf(file))) {
    const text = project.configuration(above === '' ? 'composer.json' : `${above}/composer.json`);
    if (text === null) continue;
    for (const { prefix, folder } of readMap(text)) {
      if (!whole.startsWith(prefix)) continue;
      const rest = whole.slice(prefix.length).replaceAll('\\', '/');
      const path = joinPath(joinPath(above, folder) ?? '', `${rest}.php`);
      if (path !== null && project.hasFile(path)) return path;
    }
  }
  return null;
}

/** The PSR-4 map of a composer.json, the longest prefixes first; a malformed file maps nothing. */
function readMap(text: string): { prefix: string; folder: string }[] {
  const parsed = composer.safeParse(parseJson(text));
  if (!parsed.success) return [];
  const maps = [parsed.data.autoload?.['psr-4'], parsed.data['autoload-dev']?.['psr-4']];
  return maps
    .flatMap((map) => Object.entries(map ?? {}))
    .flatMap(([prefix, places]) => [places].flat().map((folder) => ({ prefix, folder })))
    .toSorted((one, other) => other.prefix.length - one.prefix.length);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
