import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json, from the sources as from the build. */
export function appRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('package.json is missing beside the app');
    folder = parent;
  }
  return folder;
}

/** This version of Slipway. */
export function appVersion(): string {
  const text = readFileSync(join(appRoot(), 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
