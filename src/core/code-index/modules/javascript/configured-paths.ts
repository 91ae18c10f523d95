import type { ProjectView } from '../module-system.ts';
import { joinPath, parentFolder } from './find-module.ts';
import { isJsonObject, type JsonObject, readJson } from './read-json.ts';

/** What a tsconfig.json says of module names, its own and what it inherits. */
interface PathOptions {
  baseUrl: string | null;
  /** Patterns with their replacements, which count from `pathsFrom`. */
  paths: JsonObject;
  pathsFrom: string;
}

const CONFIGURATIONS = ['tsconfig.json', 'jsconfig.json'];
const DEEPEST_EXTENDS = 8;

/**
 * The paths at which a bare name may lie by the nearest tsconfig.json or jsconfig.json, and by
 * those above it, in order.
 */
export function configuredPaths(source: string, folder: string, project: ProjectView): string[] {
  const found: string[] = [];
  for (let at = folder; ; at = parentFolder(at)) {
    for (const name of CONFIGURATIONS)
      for (const options of readOptions(joinPath(at, name), project, 0))
        found.push(...pathsOf(source, options));
    if (at === '') return found;
  }
}

function pathsOf(source: string, options: PathOptions): string[] {
  const best = bestPattern(source, Object.keys(options.paths));
  const found: string[] = [];
  if (best !== null) {
    const replacements = options.paths[best.pattern];
    if (Array.isArray(replacements))
      for (const replacement of replacements)
        if (typeof replacement === 'string')
          found.push(
            joinPath(
              options.pathsFrom,
              replacement.replace('*', () => best.star),
            ),
          );
  }
  if (options.baseUrl !== null && !/^[./#]/.test(source))
    found.push(joinPath(options.baseUrl, source));
  return found;
}

/** The exact pattern, or else the one with the longest text before its star. */
function bestPattern(
  source: string,
  patterns: readonly string[],
): { pattern: string; star: string } | null {
  if (patterns.includes(source)) return { pattern: source, star: '' };
  let best: { pattern: string; star: string } | null = null;
  let longest = -1;
  for (const pattern of patterns) {
    const star = pattern.indexOf('*');
    if (star <= longest) continue;
    const after = pattern.slice(star + 1);
    if (source.length < pattern.length - 1) continue;
    if (!source.startsWith(pattern.slice(0, star)) || !source.endsWith(after)) continue;
    longest = star;
    best = { pattern, star: source.slice(star, source.length - after.length) };
  }
  return best;
}

/** The options of a configuration and of the projects it only refers to. */
function readOptions(path: string, project: ProjectView, depth: number): PathOptions[] {
  const text = project.configuration(path);
  if (text === null || depth > DEEPEST_EXTENDS) return [];
  const json = readJson(text);
  const own = ownOptions(json, parentFolder(path));
  const inherited = extendedFiles(json, parentFolder(path)).flatMap((file) =>
    readOptions(file, project, depth + 1),
  );
  const parent = inherited.at(-1);
  const { paths, pathsFrom } = own.hasPaths ? own : (parent ?? own);
  const options = { baseUrl: own.baseUrl ?? parent?.baseUrl ?? null, paths, pathsFrom };
  const referred = depth === 0 ? referredFiles(json, parentFolder(path)) : [];
  return [options, ...referred.flatMap((file) => readOptions(file, project, depth + 1))];
}

function ownOptions(json: JsonObject, folder: string): PathOptions & { hasPaths: boolean } {
  const options = isJsonObject(json['compilerOptions']) ? json['compilerOptions'] : {};
  const written = options['baseUrl'];
  const baseUrl = typeof written === 'string' ? joinPath(folder, withoutVariable(written)) : null;
  const paths = isJsonObject(options['paths']) ? options['paths'] : null;
  return { baseUrl, paths: paths ?? {}, pathsFrom: baseUrl ?? folder, hasPaths: paths !== null };
}

function withoutVariable(path: string): string {
  return path.replace('${configDir}', '.');
}

function extendedFiles(json: JsonObject, folder: string): string[] {
  const written = json['extends'];
  const names = Array.isArray(written) ? written : [written];
  return names
    .filter((name): name is string => typeof name === 'string' && name.startsWith('.'))
    .map((name) => joinPath(folder, name.endsWith('.json') ? name : `${name}.json`));
}

function referredFiles(json: JsonObject, folder: string): string[] {
  const references = json['references'];
  if (!Array.isArray(references)) return [];
  return references
    .map((reference: unknown) => (isJsonObject(reference) ? reference['path'] : undefined))
    .filter((path): path is string => typeof path === 'string')
    .map((path) => joinPath(folder, path.endsWith('.json') ? path : `${path}/tsconfig.json`))
    .filter((path) => parentFolder(path) === folder);
}
