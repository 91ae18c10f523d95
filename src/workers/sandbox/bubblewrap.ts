import { existsSync, lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Confinement } from '#shared/messages/job.ts';
import type { BubblewrapAbilities } from './bubblewrap-abilities.ts';
import { hostPathFolders, type HostEnvironment } from './environment.ts';
import { toolchainBinds } from './toolchain-binds.ts';

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
/**
 * What /etc/resolv.conf may lead to; not their folders, since services of the host listen there.
 */
const RESOLVER_FILES = [
  '/run/systemd/resolve/resolv.conf',
  '/run/systemd/resolve/stub-resolv.conf',
  '/run/resolvconf/resolv.conf',
  '/run/NetworkManager/resolv.conf',
];

/** What of /proc is the kernel's own and not about processes: the user root could write it. */
const KERNEL_SETTINGS = [
  'acpi',
  'asound',
  'bus',
  'driver',
  'fs',
  'irq',
  'mtrr',
  'pressure',
  'scsi',
  'sysrq-trigger',
].map((each) => `/proc/${each}`);

/** Room in folders that are there to hold mounts. */
const MOUNT_POINTS_MB = 64;

/** The descriptor at which bubblewrap finds its filter of system calls. */
export const FILTER_DESCRIPTOR = 3;

export interface BubblewrapRequest {
  program: string;
  abilities: BubblewrapAbilities;
  host: HostEnvironment;
  /** Where the command works, as it sees it. */
  cwd: string;
  /** What is shown there; null: the folder of that path, as far as the confinement says. */
  stand: { mounts: readonly string[] } | null;
  confinement: Confinement;
  /** Home and temporary folder inside the sandbox; both private to the command. */
  scratch: { home: string; tmp: string };
  /** Size of the temporary folder, and of shared memory. */
  temporaryMb: number;
}

/**
 * argv that runs what follows it under bubblewrap (at `request.program`), which reads its filter of
 * system calls from FILTER_DESCRIPTOR. The order of the sections decides: a later one lies over
 * what it shares with an earlier one.
 */
export function buildBubblewrapArgv(request: BubblewrapRequest): string[] {
  return [
    request.program,
    ...user(request.abilities),
    ...isolation(request.confinement.network),
    ...systemFolders(),
    ...kernelViews(request),
    ...privateFolders(request),
    ...(request.confinement.network ? RESOLVER_FILES.flatMap(readOnly) : []),
    ...toolchains(request.host),
    ...workFolders(request),
    ...gitFolders(request),
    ...(request.stand?.mounts ?? []),
    // What no section has shown can neither be filled: these two are memory without a size.
    '--remount-ro',
    '/dev',
    '--remount-ro',
    '/',
    '--chdir',
    request.cwd,
    '--',
  ];
}

/**
 * A user namespace in which the command keeps the engine's own user, so that files belong to whom
 * they belong outside, and has no power over anything that is not in the namespace.
 */
function user({ disablesUserNamespaces }: BubblewrapAbilities): string[] {
  const uid = String(process.getuid?.() ?? 0);
  const gid = String(process.getgid?.() ?? 0);
  const further = disablesUserNamespaces ? ['--disable-userns'] : [];
  return ['--unshare-user', '--uid', uid, '--gid', gid, ...further, '--cap-drop', 'ALL'];
}

function isolation(network: boolean): string[] {
  return [
    '--unshare-pid',
    '--unshare-ipc',
    '--unshare-uts',
    // The loopback of the private network works.
    ...(network ? [] : ['--unshare-net']),
    '--die-with-parent',
    '--new-session',
    '--seccomp',
    String(FILTER_DESCRIPTOR),
  ];
}

function systemFolders(): string[] {
  return SYSTEM_FOLDERS.flatMap(systemBind);
}

/**
 * The user root may write the kernel's settings whatever namespace it is in, because the kernel
 * compares the host's user: they are mounted over, read-only.
 */
function kernelViews(request: BubblewrapRequest): string[] {
  return [
    '--proc',
    '/proc',
    '--ro-bind',
    '/proc/sys',
    '/proc/sys',
    ...KERNEL_SETTINGS.flatMap((each) => ['--ro-bind-try', each, each]),
    '--dev',
    '/dev',
    ...privateFolder(request, '/dev/shm', request.temporaryMb),
  ];
}

/** /tmp and the home folder; /run and /var/tmp are there for what does not ask where they are. */
function privateFolders(request: BubblewrapRequest): string[] {
  const { host, scratch, temporaryMb } = request;
  return [
    ...privateFolder(request, '/tmp', temporaryMb),
    ...privateFolder(request, '/run', MOUNT_POINTS_MB),
    ...(isHideable(host.home) ? privateFolder(request, host.home, MOUNT_POINTS_MB) : []),
    '--symlink',
    '/tmp',
    '/var/tmp',
    '--dir',
    scratch.home,
    '--dir',
    scratch.tmp,
  ];
}

function privateFolder(
  { abilities }: BubblewrapRequest,
  folder: string,
  megabytes: number,
): string[] {
  const size = abilities.sizesFolders ? ['--size', String(megabytes * 1_048_576)] : [];
  return [...size, '--tmpfs', folder];
}

function toolchains(host: HostEnvironment): string[] {
  const folders = hostPathFolders(host);
  const outside = folders
    .filter((each) => !isUnder(each, host.home) && !isSystem(each))
    .map(withPackages);
  return [...outside, ...toolchainBinds(host.home, folders)].flatMap(readOnly);
}

function workFolders({ cwd, stand, confinement }: BubblewrapRequest): string[] {
  const own = stand === null ? [cwd] : [];
  return [
    ...[...own, ...confinement.readable].flatMap(readOnly),
    ...confinement.writable.flatMap((each) => ['--bind', realpathSync(each), each]),
  ];
}

/** Git's own files are read-only also where they lie in a writable folder. */
function gitFolders({ confinement }: BubblewrapRequest): string[] {
  return confinement.writable.flatMap((each) => readOnly(join(each, '.git')));
}

/** /bin and its like are links into /usr on merged systems and must stay links. */
function systemBind(folder: string): string[] {
  if (!existsSync(folder)) return [];
  if (lstatSync(folder).isSymbolicLink()) return ['--symlink', readlinkSync(folder), folder];
  return ['--ro-bind', folder, folder];
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
