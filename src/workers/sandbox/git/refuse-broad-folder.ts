import { realpath } from 'node:fs/promises';
import { homedir, userInfo } from 'node:os';
import { AppError } from '#shared/errors.ts';
import { isInside } from '../is-inside.ts';

/**
 * Refuses a folder that holds more than one project: the root, the user's home and what lies above
 * it, and what holds the engine's own data. `real` is without links.
 */
export async function refuseBroadFolder(real: string, dataDir?: string): Promise<void> {
  const what = await whatItHolds(real, dataDir);
  if (what === null) return;
  throw new AppError(
    'not_a_repository',
    `“${real}” is not a git repository, and none is made of it because it holds ${what}. Choose the folder of one project.`,
  );
}

async function whatItHolds(real: string, dataDir: string | undefined): Promise<string | null> {
  for (const home of new Set([process.env['HOME'], homedir(), homeOfAccount()])) {
    if (home !== undefined && (await holds(real, home))) return 'your home folder';
  }
  if (real === '/') return 'the whole machine';
  if (dataDir === undefined || !(await holds(real, dataDir))) return null;
  return 'what Slipway keeps of its own';
}

/** HOME may name another one. An account without an entry has none. */
function homeOfAccount(): string | undefined {
  try {
    return userInfo().homedir;
  } catch {
    return undefined;
  }
}

async function holds(folder: string, path: string): Promise<boolean> {
  const real = await realpath(path).catch(() => null);
  return real !== null && isInside(folder, real);
}
