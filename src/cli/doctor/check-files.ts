import { access, constants, mkdir } from 'node:fs/promises';
import type { Cli, Place } from '../cli.ts';
import { dataFolder } from '../engine/data-folder.ts';
import { discoveryFilePath, readDiscovery } from '../engine/discovery.ts';
import { loadState, stateFilePath } from '../state/state-file.ts';
import type { Check } from './check.ts';
import { failed, optional, passed } from './check.ts';

/** Data folder, state file and discovery file. */
export async function checkFiles(cli: Cli): Promise<Check[]> {
  return [await checkDataFolder(cli), await checkState(cli.place), await checkDiscovery(cli)];
}

async function checkDataFolder(cli: Cli): Promise<Check> {
  const folder = dataFolder(cli);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return passed('data folder', folder);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return failed('data folder', why, 'make it writable, or name another with --data DIR');
  }
}

async function checkState({ home }: Place): Promise<Check> {
  const file = stateFilePath(home);
  const { state, warning } = await loadState(file);
  if (warning !== null) return optional('state file', warning, null);
  const folders = Object.values(state.projects).reduce((n, of) => n + Object.keys(of).length, 0);
  return passed('state file', `${file}, projects chosen in ${folders} folders`);
}

async function checkDiscovery(cli: Cli): Promise<Check> {
  const file = discoveryFilePath(dataFolder(cli));
  const reading = await readDiscovery(dataFolder(cli));
  switch (reading.state) {
    case 'none':
      return passed('discovery', 'no engine has announced itself');
    case 'alive':
      return passed(
        'discovery',
        `engine ${reading.discovery.version}, pid ${reading.discovery.pid}`,
      );
    case 'stale':
      return optional(
        'discovery',
        `${file} names process ${reading.discovery.pid}, which has ended; it is ignored`,
        null,
      );
    case 'broken':
      return optional('discovery', `${file} cannot be read; it is ignored`, `delete ${file}`);
  }
}
