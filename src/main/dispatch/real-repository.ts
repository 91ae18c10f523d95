import { realpathSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { AppError } from '#shared/errors.ts';

/** The path of a repository without links; throws with what to do when it cannot be one. */
export function realRepository(path: string): string {
  if (!isAbsolute(path)) {
    throw new AppError(
      'not_a_repository',
      `The repository path “${path}” is not absolute. Give its full path: the service has no working folder of yours.`,
    );
  }
  try {
    return realpathSync(path);
  } catch (cause) {
    throw new AppError(
      'not_a_repository',
      `There is no folder ${path}. Give the path of a git repository.`,
      { cause },
    );
  }
}
