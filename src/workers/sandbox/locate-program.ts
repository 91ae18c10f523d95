import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';

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
export function locateShown(
  program: string,
  { cwd, tree }: { cwd: string; tree: string },
  path: string,
): string | null {
  const isShown = (file: string): boolean =>
    isExecutable(file) ||
    (file.startsWith(`${cwd}/`) && isExecutable(join(tree, file.slice(cwd.length))));
  if (program.includes('/')) {
    const file = resolve(cwd, program);
    return isShown(file) ? file : null;
  }
  const candidates = path.split(delimiter).map((folder) => join(folder, program));
  return candidates.find(isShown) ?? null;
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
