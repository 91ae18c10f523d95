import { execa } from 'execa';
import { findSystemProgram } from './find-system-program.ts';

const SEARCH_MS = 60_000;
/** Prints `d` or `f` before the path of what not everybody of the machine may read. */
const SEARCH =
  '/etc -type d ! -perm -o=rx -printf d%p\\0 -prune -o -type f ! -perm -o=r -printf f%p\\0';

/**
 * Options that hide what of /etc not everybody of the machine may read, such as password hashes,
 * keys of services and their passwords: the user root, and members of some groups, could. null: it
 * could not be searched.
 */
export async function coverPrivateSettings(): Promise<string[] | null> {
  const program = findSystemProgram('find');
  if (program === null) return null;
  const { stdout, timedOut } = await execa(program, SEARCH.split(' '), {
    reject: false,
    timeout: SEARCH_MS,
    env: {},
    extendEnv: false,
  });
  if (stdout === undefined || timedOut) return null;
  return stdout
    .split('\0')
    .filter(Boolean)
    .flatMap((each) =>
      each.startsWith('d') ? ['--tmpfs', each.slice(1)] : ['--ro-bind', '/dev/null', each.slice(1)],
    );
}
