import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Moves what commands of an earlier engine left in the data folder's `scratch` out of the way, at
 * once however much it is; what was moved is removed later (`sweep_leftovers`).
 */
export function setScratchAside(dataDir: string): void {
  const scratch = join(dataDir, 'scratch');
  if (!existsSync(scratch) || readdirSync(scratch).length === 0) return;
  renameSync(scratch, join(dataDir, `scratch.old-${randomBytes(6).toString('hex')}`));
}
