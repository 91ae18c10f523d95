import { createHash } from 'node:crypto';
import { npmRegistryIn, pipIndexIn, registryAt } from '#core/install/registry-place.ts';
import { saysDependencies } from '#core/install/find-installs.ts';
import type { InstallFacts } from '#shared/messages/install.ts';
import { isRefusal } from '../files/refusal.ts';
import { openIfThere } from '../files/root-folder.ts';
import type { HostEnvironment } from './environment.ts';
import { findDependencies } from './git/find-dependencies.ts';
import { findRepository } from './git/find-repository.ts';
import { withView } from './git/git-view.ts';

const FILE_BYTES = 50_000_000;
const SETTINGS_BYTES = 65_536;
/** What a tree may bring itself. */
const INSTALLED = ['node_modules', '.venv', 'venv'];

/** Tells what of a tree's dependencies is named and what is there; nothing of it is run. */
export async function readInstallFacts(
  { repo, tree }: { repo: string; tree: string },
  host: HostEnvironment,
): Promise<InstallFacts> {
  const dependencies = await withView(await findRepository(repo), findDependencies);
  using opened = openIfThere(tree);
  const own = INSTALLED.filter((place) => {
    const listed = opened?.list(place);
    return listed !== undefined && !isRefusal(listed) && listed.entries.length > 0;
  });
  return {
    tree: digestsIn(tree),
    checkout: digestsIn(repo),
    packageJson: opened?.readText('package.json', FILE_BYTES) ?? null,
    installed: [...new Set([...dependencies.map(({ place }) => place), ...own])],
    registries: registriesOf(host),
  };
}

function digestsIn(folder: string): Record<string, string> {
  using opened = openIfThere(folder);
  const listed = opened?.list('');
  if (opened === null || listed === undefined || isRefusal(listed)) return {};
  const names = listed.entries.map(({ name }) => name).filter(saysDependencies);
  return Object.fromEntries(
    names.flatMap((name) => {
      const file = opened.read(name, FILE_BYTES);
      if (isRefusal(file)) return [];
      return [[name, createHash('sha256').update(file.bytes).digest('hex')]];
    }),
  );
}

/** As the user set them for every project. Of the settings nothing but the address is kept. */
function registriesOf({ home }: HostEnvironment): InstallFacts['registries'] {
  const read = (file: string): string => {
    using folder = openIfThere(home);
    return folder?.readText(file, SETTINGS_BYTES) ?? '';
  };
  const npm = process.env['npm_config_registry'] ?? npmRegistryIn(read('.npmrc'));
  const python =
    process.env['PIP_INDEX_URL'] ??
    pipIndexIn(read('.config/pip/pip.conf')) ??
    pipIndexIn(read('.pip/pip.conf'));
  return { npm: withoutCredentials(npm), python: withoutCredentials(python) };
}

function withoutCredentials(address: string | null): string | null {
  return address === null ? null : (registryAt(address)?.url ?? 'not a place');
}
