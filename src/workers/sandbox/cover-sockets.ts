import { execa } from 'execa';
import { realpathSync } from 'node:fs';
import { lstat, readFile } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative } from 'node:path';
import { findSystemProgram } from './find-system-program.ts';
import { isInside } from './is-inside.ts';

/**
 * One mount that bubblewrap makes: a folder or file of the host, or (`source` null) a private one.
 */
interface Mount {
  source: string | null;
  target: string;
  isWritable: boolean;
}

/** A line of the kernel's list that ends with a name: six fields, padding, the inode, the name. */
const NAMED = /^(?:\S+ ){6} *\d+ (.+)$/;
const SEARCH_MS = 120_000;
const SEARCH_BYTES = 16 * 1_048_576;

/**
 * Options that put /dev/null over the Unix sockets that the mounts of `argv` would show: connecting
 * to a socket is no writing, so a read-only mount does not prevent it. `searched` are the folders
 * that are walked; below all others the kernel's list of named sockets is asked, since system
 * folders and toolchains are too big to be walked for every command. In a folder the command may
 * write, only sockets on that list are covered: it must be able to remove what an earlier command
 * left behind. null: a folder could not be searched.
 */
export async function coverSockets(
  argv: readonly string[],
  searched: readonly string[],
): Promise<string[] | null> {
  const mounts = listMounts(argv);
  const walked = searched.map(realPath);
  const folders = new Set(
    mounts.flatMap(({ source }) => (source !== null && walked.includes(source) ? [source] : [])),
  );
  const outermost = [...folders].filter(
    (each) => ![...folders].some((other) => other !== each && isInside(other, each)),
  );
  const found = await findSockets(outermost);
  if (found === null) return null;
  const known = await openSockets();
  const covers = await Promise.all(
    [...new Set([...known.paths, ...found])].map(async (socket) => {
      const isOpen = known.paths.has(socket) || known.names.has(basename(socket));
      const places = placesOf(socket, mounts).filter((each) => isOpen || !each.isWritable);
      return places.length > 0 && (await isSocket(socket)) ? places : [];
    }),
  );
  const targets = new Set(covers.flat().map((each) => each.target));
  return [...targets].flatMap((each) => ['--ro-bind', '/dev/null', each]);
}

function listMounts(argv: readonly string[]): Mount[] {
  const mounts: Mount[] = [];
  for (const [at, option] of argv.entries()) {
    const [first = '', second = ''] = argv.slice(at + 1, at + 3);
    if (option === '--tmpfs') mounts.push({ source: null, target: first, isWritable: true });
    if (!/^--(?:ro-)?bind(?:-try)?$/.test(option)) continue;
    mounts.push({
      source: realPath(first),
      target: second,
      isWritable: option.startsWith('--bind'),
    });
  }
  return mounts;
}

/**
 * The sockets that somebody has open in this network namespace: real paths of those bound by an
 * absolute name, and the last parts of relative names, whose folder nobody knows.
 */
async function openSockets(): Promise<{ paths: Set<string>; names: Set<string> }> {
  const list = await readFile('/proc/net/unix', 'utf8').catch(() => '');
  const bound = list.split('\n').flatMap((line) => {
    const name = NAMED.exec(line)?.[1];
    return name === undefined || name.startsWith('@') ? [] : [name];
  });
  const paths = bound.filter(isAbsolute).flatMap((path) => {
    const folder = realPath(dirname(path));
    return folder === null ? [] : [join(folder, basename(path))];
  });
  return {
    paths: new Set(paths),
    names: new Set(bound.filter((each) => !isAbsolute(each)).map((each) => basename(each))),
  };
}

function realPath(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}

async function findSockets(folders: readonly string[]): Promise<string[] | null> {
  // Without a folder find would walk the working folder.
  if (folders.length === 0) return [];
  const program = findSystemProgram('find');
  if (program === null) return null;
  const { stdout, timedOut, isMaxBuffer } = await execa(
    program,
    [...folders, '-type', 's', '-print0'],
    { reject: false, timeout: SEARCH_MS, maxBuffer: SEARCH_BYTES, env: {}, extendEnv: false },
  );
  // What find could not enter, the command cannot enter either: it is the same user without powers.
  if (stdout === undefined || timedOut || isMaxBuffer) return null;
  return stdout.split('\0').filter(Boolean);
}

/** Where the sandbox would show a path, by each mount that is not itself mounted over there. */
function placesOf(
  path: string,
  mounts: readonly Mount[],
): { target: string; isWritable: boolean }[] {
  return mounts.flatMap((mount) => {
    if (mount.source === null || !isInside(mount.source, path)) return [];
    const target = join(mount.target, relative(mount.source, path));
    return mounts.findLast((each) => isInside(each.target, target)) === mount
      ? [{ target, isWritable: mount.isWritable }]
      : [];
  });
}

async function isSocket(path: string): Promise<boolean> {
  const facts = await lstat(path).catch(() => null);
  return facts?.isSocket() === true;
}
