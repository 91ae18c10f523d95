import { existsSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import type { Dependency } from '#shared/messages/host.ts';
import { placesOf } from './locate-program.ts';
import { MARKER_VARIABLE } from './process-tree.ts';

/** What of the host an environment is built from. Nothing else of it reaches a command. */
export interface HostEnvironment {
  /** The host's PATH. */
  path: string;
  /** The user's real home folder. */
  home: string;
}

export interface EnvironmentRequest {
  host: HostEnvironment;
  /** Where the command works, as it sees it. */
  cwd: string;
  /** The same folder on the host. */
  tree: string;
  /** What is shown over the folder from elsewhere. */
  dependencies: readonly Dependency[];
  /** Private writable home and temporary folder of the command. */
  scratch: { home: string; tmp: string };
  marker: string;
  /** The job's own additions; they may not replace what confines the command. */
  extra: Readonly<Record<string, string>>;
}

/**
 * Folders under the real home that toolchains look up by variable, since HOME itself is a scratch
 * folder.
 */
const TOOLCHAIN_HOMES: readonly (readonly [variable: string, folder: string])[] = [
  ['RUSTUP_HOME', '.rustup'],
  ['CARGO_HOME', '.cargo'],
  ['PYENV_ROOT', '.pyenv'],
  ['PYTHONUSERBASE', '.local'],
  ['GOMODCACHE', 'go/pkg/mod'],
  ['VOLTA_HOME', '.volta'],
];

/** Folders of installed packages, and where their programs lie; these come before PATH's. */
export const OWN_PROGRAMS = [
  ['node_modules', '.bin'],
  ['.venv', 'bin'],
  ['venv', 'bin'],
] as const;

const RESERVED = new Set([
  'PATH',
  'HOME',
  'TMPDIR',
  'LD_PRELOAD',
  'LD_LIBRARY_PATH',
  MARKER_VARIABLE,
]);

/**
 * The host's facts. Toolchains lie in the account's home, also where HOME points somewhere else for
 * this process.
 */
export function readHostEnvironment(): HostEnvironment {
  return {
    path: process.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin',
    home: accountHome() ?? process.env['HOME'] ?? '',
  };
}

/** null for a user id that has no account, as in some containers. */
function accountHome(): string | null {
  try {
    return userInfo().homedir;
  } catch {
    return null;
  }
}

/** Absolute existing folders of the host's PATH, each once, in order. */
export function hostPathFolders(host: HostEnvironment): string[] {
  const folders = host.path.split(delimiter).filter((each) => isAbsolute(each) && isFolder(each));
  return [...new Set(folders)];
}

/** The environment of a command, built from nothing: no secret of the user's shell can be in it. */
export function buildEnvironment(request: EnvironmentRequest): Record<string, string> {
  const { host, cwd, tree, dependencies, scratch } = request;
  const isThere = (each: string): boolean =>
    placesOf(each, { cwd, tree, dependencies }).some(isFolder);
  const own = OWN_PROGRAMS.map((parts) => join(...parts)).filter(isThere);
  const extra = Object.entries(request.extra).filter(([name]) => !RESERVED.has(name));
  return {
    ...toolchainVariables(host),
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    CI: '1',
    NO_COLOR: '1',
    TERM: 'dumb',
    ...Object.fromEntries(extra),
    PATH: [...own.map((each) => join(cwd, each)), ...hostPathFolders(host)].join(delimiter),
    HOME: scratch.home,
    TMPDIR: scratch.tmp,
    [MARKER_VARIABLE]: request.marker,
  };
}

function toolchainVariables(host: HostEnvironment): Record<string, string> {
  if (host.home === '') return {};
  const present = TOOLCHAIN_HOMES.map(([name, folder]) => [name, join(host.home, folder)] as const);
  return Object.fromEntries(present.filter(([, folder]) => isFolder(folder)));
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
