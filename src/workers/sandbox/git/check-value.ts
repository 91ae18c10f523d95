import { isAbsolute } from 'node:path';
import { AppError } from '#shared/errors.ts';

/** Throws unless the value can stand in a git argument without being taken for an option. */
export function checkValue(what: string, value: string): string {
  if (value === '' || value.startsWith('-') || /[\0\n\r]/.test(value)) {
    throw new AppError(
      'invalid_input',
      `The ${what} ${JSON.stringify(value)} cannot be used with git.`,
    );
  }
  return value;
}

/** Throws unless the path is absolute and usable in a git argument. */
export function checkPath(what: string, path: string): string {
  checkValue(what, path);
  if (!isAbsolute(path))
    throw new AppError('invalid_input', `The ${what} “${path}” must be absolute.`);
  return path;
}

/**
 * Throws unless git would accept the name for a branch (git-check-ref-format's rules, the strict
 * part of them).
 */
export function checkBranch(branch: string): string {
  checkValue('branch', branch);
  const isBad = /[\s~^:?*[\\\p{Cc}]|\.\.|@\{|\/\/|\/\.|^\/|^\.|\/$|\.$|\.lock(?:\/|$)|^@$/u.test(
    branch,
  );
  if (isBad) throw new AppError('invalid_input', `“${branch}” is not a valid branch name.`);
  return branch;
}
