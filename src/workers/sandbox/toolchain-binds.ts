import { accessSync, constants, existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { TOOL_CACHES } from './tool-caches.ts';

/** Never shown to a command, whatever PATH says. */
const PRIVATE = new Set([
  '.ssh',
  '.gnupg',
  '.aws',
  '.azure',
  '.kube',
  '.docker',
  '.mozilla',
  '.vp',
]);

/**
 * What a tool's own folder under HOME holds of it: programs, libraries, toolchains. Settings and
 * credentials lie beside these and are not shown.
 */
const TOOL_PARTS: Readonly<Record<string, readonly string[]>> = {
  '.asdf': ['bin', 'shims', 'installs', 'plugins', 'lib', 'libexec', 'asdf.sh'],
  '.bun': ['bin', 'install/global/node_modules'],
  '.cabal': ['bin', 'lib', 'share', 'store', 'packages'],
  '.cargo': ['bin'],
  '.dotnet': ['dotnet', 'host', 'packs', 'sdk', 'sdk-manifests', 'shared', 'templates', 'tools'],
  '.fnm': ['fnm', 'aliases', 'node-versions'],
  '.ghcup': ['bin', 'ghc', 'hls', 'share'],
  '.goenv': ['bin', 'shims', 'versions', 'libexec', 'plugins', 'version'],
  '.jenv': ['bin', 'shims', 'versions', 'libexec', 'plugins', 'version'],
  '.julia': ['juliaup', 'packages', 'artifacts', 'compiled', 'registries'],
  '.krew': ['bin', 'store'],
  '.local/share/fnm': ['fnm', 'aliases', 'node-versions'],
  '.local/share/mise': ['bin', 'shims', 'installs', 'plugins'],
  '.local/share/pipx': ['venvs', 'shared'],
  '.local/share/pnpm': ['pnpm', 'pnpx', 'global', 'nodejs'],
  '.local/share/uv': ['tools', 'python'],
  '.nodenv': ['bin', 'shims', 'versions', 'libexec', 'plugins', 'version'],
  '.nvm': ['versions', 'alias'],
  '.phpenv': ['bin', 'shims', 'versions', 'libexec', 'plugins', 'version'],
  '.plenv': ['bin', 'shims', 'versions', 'libexec', 'plugins', 'version'],
  '.poetry': ['bin', 'lib', 'venv'],
  '.pub-cache': ['bin', 'global_packages', 'hosted'],
  '.pyenv': ['bin', 'shims', 'versions', 'libexec', 'plugins', 'version'],
  '.rbenv': ['bin', 'shims', 'versions', 'libexec', 'plugins', 'version'],
  '.rustup': ['toolchains', 'settings.toml'],
  '.rye': ['shims', 'self', 'py', 'tools'],
  '.sdkman': ['bin', 'candidates'],
  '.stack': ['programs', 'snapshots'],
  '.volta': ['bin', 'tools', 'layout.v4'],
};

/** More that was fetched, by tools that only read it. */
const FETCHED = [
  '.m2/wrapper/dists',
  '.cache/uv',
  '.cache/yarn',
  '.yarn/berry/cache',
  '.bun/install/cache',
  '.nuget/packages',
  '.ivy2/cache',
  '.cache/coursier',
  '.composer/cache',
  '.hex/packages',
];

const PROGRAM_FOLDERS = new Set(['bin', 'sbin', 'shims', 'condabin', 'scripts']);
const LIBRARIES = ['lib', 'lib64', 'libexec', 'include', 'share'];
/** What else belongs to an installation, told by a file that only such a one has. */
const KINDS: readonly { sign: string; parts: readonly string[] }[] = [
  { sign: 'pyvenv.cfg', parts: ['pyvenv.cfg'] },
  { sign: 'release', parts: ['release', 'conf', 'jmods', 'legal'] },
  { sign: 'go.env', parts: ['VERSION', 'go.env', 'pkg', 'src', 'misc'] },
  { sign: 'gems', parts: ['specifications', 'gems', 'extensions'] },
];

/**
 * What of `home` the programs in PATH need, to be shown read-only: their folders, their libraries
 * and toolchains, what links among them lead to, and caches of packages.
 */
export function toolchainBinds(home: string, pathFolders: readonly string[]): string[] {
  if (home === '') return [];
  const tools = Object.entries(TOOL_PARTS).flatMap(([folder, parts]) =>
    existsSync(join(home, folder)) ? parts.map((part) => join(folder, part)) : [],
  );
  const wanted = new Set([...tools, ...TOOL_CACHES, ...FETCHED]);
  for (const folder of pathFolders) {
    const inside = relative(home, folder);
    for (const part of partsOf(home, inside)) wanted.add(part);
    for (const target of linkTargets(home, folder))
      for (const part of partsOf(home, dirname(target))) wanted.add(part);
  }
  return [...wanted].map((each) => join(home, each)).filter((each) => existsSync(each));
}

/** What one folder of programs needs, relative to home; nothing for one outside of it. */
function partsOf(home: string, folder: string): string[] {
  const segments = folder.split('/');
  if (folder === '' || segments[0] === '..' || PRIVATE.has(segments[0] ?? '')) return [];
  const isKnown = Object.entries(TOOL_PARTS).some(
    ([tool, parts]) =>
      folder === tool || parts.some((part) => `${folder}/`.startsWith(`${tool}/${part}/`)),
  );
  if (isKnown) return [];
  if (/\/(?:node_modules\/\.bin|vendor\/bin)$/.test(folder)) return [dirname(folder)];
  if (!PROGRAM_FOLDERS.has(basename(folder))) return programsIn(home, folder);
  const above = dirname(folder);
  // Beside ~/bin lies everything the user has; of ~/.local, only libraries are a program's.
  if (above === '.') return [folder];
  if (above === '.local') return [folder, '.local/lib'];
  const further = KINDS.filter(({ sign }) => existsSync(join(home, above, sign)));
  const beside = [...LIBRARIES, ...further.flatMap(({ parts }) => parts)];
  return [folder, ...beside.map((each) => join(above, each))];
}

/** A tool's own folder in PATH: its programs, one by one, since anything may lie beside them. */
function programsIn(home: string, folder: string): string[] {
  return namesIn(join(home, folder))
    .map((name) => join(folder, name))
    .filter((path) => isProgram(join(home, path)));
}

/** Where links in a folder of programs lead to under home, relative to it. */
function linkTargets(home: string, folder: string): string[] {
  if (relative(home, folder).startsWith('..')) return [];
  return namesIn(folder)
    .map((name) => relative(realPathOf(home), realPathOf(join(folder, name))))
    .filter((target) => !target.startsWith('..') && dirname(join(home, target)) !== folder);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // Not there, or closed to this user: nothing to show of it.
    return [];
  }
}

function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // A link that leads nowhere.
    return path;
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
