import { realpathSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { AppError } from '#shared/errors.ts';
import { WritableFolder } from './writable-folder.ts';

/**
 * Removes a folder of the app's own in which commands worked, with whatever they left; nothing
 * there is no fault.
 */
export async function removeScratch(folder: string): Promise<void> {
  using around = new WritableFolder(realpathSync(dirname(folder)), { isScratch: true });
  const refusal = await around.removeTree(basename(folder));
  if (refusal !== null)
    throw new AppError('storage', `${folder} could not be removed: ${refusal.sentence}`);
}
