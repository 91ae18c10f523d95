import { access, readFile } from 'node:fs/promises';
import type { Place } from '../cli.ts';
import { findProgram } from './find-program.ts';
import type { NamespaceFacts } from './sandbox-cure.ts';

/** Reads what the kernel and the container say; a file that is not there says nothing. */
export async function readNamespaceFacts(place: Place): Promise<NamespaceFacts> {
  const isFile = async (file: string, value: string): Promise<boolean> =>
    (await readFile(file, 'utf8').catch(() => '')).trim() === value;
  return {
    bubblewrap: await findProgram(place, ['bwrap']),
    isRestrictedByAppArmor: await isFile(
      '/proc/sys/kernel/apparmor_restrict_unprivileged_userns',
      '1',
    ),
    isCloneForbidden: await isFile('/proc/sys/kernel/unprivileged_userns_clone', '0'),
    isCountZero: await isFile('/proc/sys/user/max_user_namespaces', '0'),
    container: await containerOf(place),
    isRoot: process.getuid?.() === 0,
  };
}

async function containerOf({ env }: Place): Promise<string | null> {
  const exists = (file: string): Promise<boolean> =>
    access(file).then(
      () => true,
      () => false,
    );
  if (await exists('/.dockerenv')) return 'docker';
  if (await exists('/run/.containerenv')) return 'podman';
  const named = env['container'];
  return named === undefined || named === '' ? null : named;
}
