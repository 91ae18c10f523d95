import { createHash } from 'node:crypto';
import { realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dependency } from '#shared/messages/host.ts';
import { hostPathFolders, type HostEnvironment } from './environment.ts';

/** Programs that decide what others find: interpreters and compilers. */
const TOOLCHAIN = ['node', 'python3', 'go', 'cargo', 'rustc', 'java', 'ruby', 'php', 'cc', 'bun'];

/**
 * A digest of installed dependencies and of the toolchain, by where they lie and when they were
 * written: it changes when something is installed or brought up to date.
 */
export async function digestSurroundings(
  { program, dependencies }: { program: string; dependencies: readonly Dependency[] },
  host: HostEnvironment,
): Promise<string> {
  const folders = hostPathFolders(host);
  const tools = [...new Set([program, ...TOOLCHAIN])].filter((name) => !name.includes('/'));
  const facts = await Promise.all([
    ...dependencies.map(async ({ place, from }) => `${place}\0${await stampOf(from)}`),
    ...tools.map(async (name) => `${name}\0${await findTool(name, folders)}`),
  ]);
  return createHash('sha256').update(facts.join('\n')).digest('hex');
}

async function findTool(name: string, folders: readonly string[]): Promise<string> {
  for (const folder of folders) {
    const stamp = await stampOf(join(folder, name));
    if (stamp !== '') return stamp;
  }
  return '';
}

/** Empty where there is nothing. */
async function stampOf(path: string): Promise<string> {
  try {
    const real = await realpath(path);
    const { mtimeMs, size, ino } = await stat(real);
    return `${real}\0${mtimeMs}\0${size}\0${ino}`;
  } catch {
    return '';
  }
}
