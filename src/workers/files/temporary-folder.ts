import { mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A new private folder, by its real path: below the engine's own temporary folder, which goes with
 * the engine. A thread that no engine started makes it in the system's.
 */
export async function makeTemporary(what: string): Promise<string> {
  const root = process.env['SLIPWAY_TEMPORARY'];
  const beginning =
    root === undefined ? join(tmpdir(), `slipway-${what}-`) : join(root, `${what}-`);
  return realpath(await mkdtemp(beginning));
}
