import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from './spine.ts';

/** A folder of its own for one command, below the one that the next start empties. */
export function makeScratch(spine: Settings, name: string): string {
  const scratch = join(spine.options.dataDir, 'scratch', name.replaceAll(/[^A-Za-z0-9._-]/g, '_'));
  mkdirSync(scratch, { recursive: true, mode: 0o700 });
  return scratch;
}
