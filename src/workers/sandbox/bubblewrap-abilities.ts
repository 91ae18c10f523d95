import { execa } from 'execa';

const PROBE_MS = 60_000;
const known = new Map<string, Promise<boolean>>();

/**
 * Whether this bubblewrap can forbid further user namespaces by the kernel's own limit: older ones
 * do not know the option, and where /proc/sys is read-only they cannot set the new namespace's
 * limit. Tried once a thread; the filter of system calls forbids them in either case.
 */
export function disablesUserNamespaces(program: string): Promise<boolean> {
  const answer = known.get(program) ?? tryIt(program);
  known.set(program, answer);
  return answer;
}

async function tryIt(program: string): Promise<boolean> {
  const options = ['--unshare-user', '--disable-userns', '--ro-bind', '/', '/'];
  const { exitCode } = await execa(program, [...options, 'true'], {
    reject: false,
    timeout: PROBE_MS,
    env: { PATH: '/usr/bin:/bin:/run/current-system/sw/bin' },
    extendEnv: false,
  });
  return exitCode === 0;
}
