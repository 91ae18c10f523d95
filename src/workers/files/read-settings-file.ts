import { realpathSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { type FileBytes } from './read-opened.ts';
import { type Refusal, refusalOf } from './refusal.ts';
import { RootFolder } from './root-folder.ts';

/**
 * A file of settings, wherever it lies, also behind a link as people keep them. Only a regular file
 * is opened, and no more than so many bytes are read.
 */
export function readSettingsFile(path: string, largestBytes: number): FileBytes | Refusal {
  try {
    const real = realpathSync.native(path);
    using folder = new RootFolder(dirname(real));
    return folder.read(basename(real), largestBytes);
  } catch (error) {
    return refusalOf(path, error);
  }
}
