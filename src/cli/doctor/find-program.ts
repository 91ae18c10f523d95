import { constants } from 'node:fs';
import { access, readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { Place } from '../cli.ts';

/** The first of these programs on PATH, or null. */
export async function findProgram(
  { env }: Place,
  names: readonly string[],
): Promise<string | null> {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const name of names) {
    for (const folder of folders) {
      const path = join(folder, name);
      if (await isExecutable(path)) return path;
    }
  }
  return null;
}

/** A browser that Playwright downloaded, by its folder, or null. */
export async function findPlaywrightBrowser({ env, home }: Place): Promise<string | null> {
  const root = env['PLAYWRIGHT_BROWSERS_PATH'] ?? join(home, '.cache', 'ms-playwright');
  const names = await readdir(root).catch(() => []);
  const found = names.find((name) => name.startsWith('chromium'));
  return found === undefined ? null : join(root, found);
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
