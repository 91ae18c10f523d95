import { existsSync, lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Confinement } from '#shared/messages/job.ts';
import { hostPathFolders, toolchainFolders, type HostEnvironment } from './environment.ts';
import { findProtectedGit } from './protected-git.ts';
import { toolchainRoots } from './toolchain-binds.ts';

/** System folders a command may read; everything else of the machine is not there for it. */
const SYSTEM_FOLDERS = [
  '/usr',
  '/bin',
  '/sbin',
  '/lib',
  '/lib32',
  '/lib64',
  '/libx32',
  '/etc',
  '/opt',
  '/nix',
  '/snap',
];
/** Hidden even though their folder is readable. */
const MASKED_FILES = ['/etc/shadow', '/etc/shadow-', '/etc/gshadow', '/etc/gshadow-'];
const MASKED_HOME_FILES = ['.cargo/credentials', '.cargo/credentials.toml'];
const RESOLVER_FOLDERS = ['/run/systemd/resolve', '/run/resolvconf'];

export interface BubblewrapRequest {
  program: string;
  host: HostEnvironment;
  cwd: string;
  confinement: Confinement;
  /** Home and temporary folder inside the sandbox; both private to the command. */
  scratch: { home: string; tmp: string };
}

/**
 * argv that runs what follows it under bubblewrap (at `request.program`). Order decides: system,
 * private /tmp and home, toolchains, readable, writable, and .git read-only over all of them. The
 * loopback of the private network works.
 */
export function buildBubblewrapArgv(request: BubblewrapRequest): string[] {
  const { confinement, host, scratch } = request;
  const folders = hostPathFolders(host);
  const outside = folders
    .filter((each) => !isUnder(each, host.home) && !isSystem(each))
    .map(withPackages);
  const toolchains = [...toolchainRoots(host.home, folders), ...toolchainFolders(host)];
  return [
    request.program,
    ...isolation(confinement.network),
    ...SYSTEM_FOLDERS.flatMap(systemBind),
    ...MASKED_FILES.flatMap(mask),
    ...(confinement.network ? RESOLVER_FOLDERS.flatMap((each) => readOnly(each)) : []),
    '--proc',
    '/proc',
    '--dev',
    '/dev',
    '--tmpfs',
    '/tmp',
    ...(isHideable(host.home) ? ['--tmpfs', host.home] : []),
    ...[...outside, ...toolchains].flatMap((each) => readOnly(each)),
    ...MASKED_HOME_FILES.flatMap((each) => mask(join(host.home, each))),
    ...[request.cwd, ...confinement.readable].flatMap((each) => readOnly(each)),
    ...confinement.writable.flatMap((each) => ['--bind', realpathSync(each), each]),
    ...[...confinement.writable, request.cwd].flatMap(findProtectedGit).flatMap(readOnly),
    '--dir',
    scratch.home,
    '--dir',
    scratch.tmp,
    '--chdir',
    request.cwd,
    '--',
  ];
}

function isolation(network: boolean): string[] {
  return [
    '--unshare-pid',
    '--unshare-ipc',
    '--unshare-uts',
    ...(network ? [] : ['--unshare-net']),
    '--die-with-parent',
    '--new-session',
    // Without this a command of a root user keeps the power to mount, and with it the whole
    // machine.
    '--cap-drop',
    'ALL',
  ];
}

/** /bin and its like are links into /usr on merged systems and must stay links. */
function systemBind(folder: string): string[] {
  if (!existsSync(folder)) return [];
  if (lstatSync(folder).isSymbolicLink()) return ['--symlink', readlinkSync(folder), folder];
  return ['--ro-bind', folder, folder];
}

function mask(file: string): string[] {
  return existsSync(file) ? ['--ro-bind', '/dev/null', file] : [];
}

function readOnly(path: string): string[] {
  return existsSync(path) ? ['--ro-bind', realpathSync(path), path] : [];
}

/** Entries of node_modules/.bin are links to the packages beside it. */
function withPackages(folder: string): string {
  return folder.endsWith('/node_modules/.bin') ? dirname(folder) : folder;
}

function isUnder(path: string, parent: string): boolean {
  return parent !== '' && (path === parent || path.startsWith(`${parent}/`));
}

function isSystem(path: string): boolean {
  return SYSTEM_FOLDERS.some((each) => isUnder(path, each));
}

/** A home that is a real folder of its own; hiding / or a system folder would hide the machine. */
function isHideable(home: string): boolean {
  return home !== '' && home !== '/' && !isSystem(home) && existsSync(home);
}
