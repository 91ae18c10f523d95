import { execa } from 'execa';

const PROBE_MS = 60_000;

/** What not every bubblewrap can do on every machine. */
export interface BubblewrapAbilities {
  /**
   * Forbids further user namespaces by the kernel's own limit: bubblewrap before 0.8 does not know
   * the option, and where /proc/sys is read-only it cannot set the new namespace's limit. The
   * filter of system calls forbids them in either case.
   */
  disablesUserNamespaces: boolean;
  /** Gives a private folder a size; where not, its limit is watched only as memory. */
  sizesFolders: boolean;
}

const known = new Map<string, Promise<BubblewrapAbilities>>();

/** Tried once a thread. */
export function bubblewrapAbilities(program: string): Promise<BubblewrapAbilities> {
  const answer = known.get(program) ?? tryThem(program);
  known.set(program, answer);
  return answer;
}

const DISABLES = ['--disable-userns'];
const SIZES = ['--size', '65536', '--tmpfs', '/tmp'];

/** Both at once, as nearly everywhere; only where that fails, one by one. */
async function tryThem(program: string): Promise<BubblewrapAbilities> {
  if (await works(program, [...DISABLES, ...SIZES]))
    return { disablesUserNamespaces: true, sizesFolders: true };
  const [disablesUserNamespaces, sizesFolders] = await Promise.all([
    works(program, DISABLES),
    works(program, SIZES),
  ]);
  return { disablesUserNamespaces, sizesFolders };
}

async function works(program: string, options: readonly string[]): Promise<boolean> {
  const { exitCode } = await execa(
    program,
    ['--unshare-user', '--ro-bind', '/', '/', ...options, 'true'],
    {
      reject: false,
      timeout: PROBE_MS,
      env: { PATH: '/usr/bin:/bin:/run/current-system/sw/bin' },
      extendEnv: false,
    },
  );
  return exitCode === 0;
}
