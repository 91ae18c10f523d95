import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { removeScratch } from '../files/remove-scratch.ts';
import { makeTemporary } from '../files/temporary-folder.ts';
import { findSystemProgram } from './find-system-program.ts';

/**
 * Mounts an overlay for each of the folders 0, 1 … in `$1`, `$2` of them: what is written to
 * `merged` goes to `upper`, and the folder that `source` names stays as it is. Then becomes the
 * rest of its arguments.
 */
const SCRIPT = `
root=$1 count=$2 at=0
shift 2
while [ "$at" -lt "$count" ]; do
  cd "$root/$at" && mount --rbind source lower &&
    mount -t overlay -o userxattr,lowerdir=lower,upperdir=upper,workdir=work overlay merged || {
      echo 'Slipway: a private layer over the dependencies could not be mounted' >&2
      exit 126
    }
  at=$((at + 1))
done
cd /
exec "$@"
`;
const PROBE_MS = 60_000;

/** Private layers over folders that are only read. */
export interface Layers {
  /** Before bubblewrap's own argv; without it the layers are not there. */
  prefix: string[];
  /** Where each folder with its layer is found then, in the order given. */
  merged: string[];
}

/** Prepares a layer for each folder; all of it lies in `root`. */
export async function prepareLayers(root: string, folders: readonly string[]): Promise<Layers> {
  const merged: string[] = [];
  for (const [at, folder] of folders.entries()) {
    const layer = join(root, String(at));
    for (const name of ['lower', 'upper', 'work', 'merged'])
      await mkdir(join(layer, name), { recursive: true });
    await symlink(folder, join(layer, 'source'));
    merged.push(join(layer, 'merged'));
  }
  const unshare = findSystemProgram('unshare') ?? 'unshare';
  const own = ['--user', '--map-root-user', '--mount', '--propagation', 'private'];
  const script = ['/bin/sh', '-c', SCRIPT, 'layers', root, String(folders.length)];
  return { prefix: [unshare, ...own, '--', ...script], merged };
}

let known: Promise<boolean> | undefined;

/** Whether layers hold on this machine, tried once a thread. */
export function canLayer(): Promise<boolean> {
  return (known ??= tryIt());
}

/** Writes through a layer: the file must be seen there and must not reach the folder below. */
async function tryIt(): Promise<boolean> {
  if (findSystemProgram('unshare') === null || findSystemProgram('mount') === null) return false;
  const root = await makeTemporary('layer');
  const below = join(root, 'below');
  try {
    await mkdir(below);
    await writeFile(join(below, 'kept'), 'as it was');
    const { prefix, merged } = await prepareLayers(root, [below]);
    const write = 'cd "$1" && echo new > kept && echo new > added && cat kept added';
    const [program = '', ...args] = [...prefix, '/bin/sh', '-c', write, 'probe', ...merged];
    const env = { PATH: '/usr/bin:/bin:/usr/sbin:/sbin:/run/current-system/sw/bin' };
    const reply = await execa(program, args, {
      reject: false,
      timeout: PROBE_MS,
      env,
      extendEnv: false,
    });
    const isKept = (await readFile(join(below, 'kept'), 'utf8')) === 'as it was';
    return reply.exitCode === 0 && reply.stdout === 'new\nnew' && isKept;
  } catch {
    return false;
  } finally {
    await removeScratch(root);
  }
}
