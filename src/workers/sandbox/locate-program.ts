import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import type { Dependency } from '#shared/messages/host.ts';

/**
 * Absolute path of a program as execvp would find it (`path` as in PATH, a path form against cwd);
 * null = not there.
 */
export function locateProgram(program: string, cwd: string, path: string): string | null {
  if (program.includes('/')) {
    const absolute = isAbsolute(program) ? program : resolve(cwd, program);
    return isExecutable(absolute) ? absolute : null;
  }
  const candidates = path.split(delimiter).map((folder) => join(folder, program));
  return candidates.find(isExecutable) ?? null;
}

/**
 * The same for a folder `tree` that the command sees as `cwd`: what lies in the tree counts, then
 * what is really at that path, where installed dependencies are. The answer is as the command sees
 * it.
 */
export function locateShown(program: string, shown: ShownFolder, path: string): string | null {
  const { cwd } = shown;
  const isShown = (file: string): boolean =>
    file.startsWith(`${cwd}/`)
      ? placesOf(file.slice(cwd.length + 1), shown).some(isExecutable)
      : isExecutable(file);
  if (program.includes('/')) {
    const file = resolve(cwd, program);
    return isShown(file) ? file : null;
  }
  const candidates = path.split(delimiter).map((folder) => join(folder, program));
  return candidates.find(isShown) ?? null;
}

/** A folder `tree` that a command sees as `cwd`, with what is shown over it from elsewhere. */
export interface ShownFolder {
  cwd: string;
  tree: string;
  dependencies: readonly Dependency[];
}

/** Where something that a command sees in its folder may really lie. */
export function placesOf(path: string, { cwd, tree, dependencies }: ShownFolder): string[] {
  const over = dependencies.filter(({ place }) => path === place || path.startsWith(`${place}/`));
  return [
    join(cwd, path),
    join(tree, path),
    ...over.map(({ from, place }) => join(from, path.slice(place.length))),
  ];
}

/** Whether the path is a file this user may execute. */
export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
