import { constants } from 'node:fs';
import { access, readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { Cli } from '../cli.ts';

/** The first of these programs on PATH, or null. */
export async function findProgram(cli: Cli, names: readonly string[]): Promise<string | null> {
  const folders = (cli.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const name of names) {
    for (const folder of folders) {
      const path = join(folder, name);
      if (await isExecutable(path)) return path;
    }
  }
  return null;
}

/** A browser that Playwright downloaded, by its folder, or null. */
export async function findPlaywrightBrowser(cli: Cli): Promise<string | null> {
  const root = cli.env['PLAYWRIGHT_BROWSERS_PATH'] ?? join(cli.home, '.cache', 'ms-playwright');
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
