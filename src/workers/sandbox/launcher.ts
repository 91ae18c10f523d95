import { readdirSync, readFileSync } from 'node:fs';

const CLOSE_ON_EXEC = 0o2_000_000;
const BASH = '/bin/bash';
/**
 * Joins the control groups that $1 names, closes the descriptors that $2 names, then becomes the
 * command. A group that cannot be joined limits nothing; the tree is watched all the same.
 */
const LAUNCH = `set -f
for each in $1; do echo $$ > "$each/cgroup.procs"; done 2>/dev/null
for each in $2; do exec {each}>&-; done
shift 2; exec "$@"`;

/**
 * argv that starts a command in the control groups, and without the descriptors above
 * `highestGiven` that this process got from whoever started it. Node closes what it opened itself;
 * what it inherited would go on into every child, and a directory among that shows the host inside
 * a sandbox.
 */
export function launcherArgv(
  argv: readonly string[],
  groups: readonly string[],
  highestGiven: number,
): string[] {
  const inherited = readdirSync('/proc/self/fd')
    .map(Number)
    .filter((each) => each > highestGiven && staysOpen(each));
  if (inherited.length === 0 && groups.length === 0) return [...argv];
  return [BASH, '-c', LAUNCH, BASH, groups.join(' '), inherited.join(' '), ...argv];
}

/** Whether a started program gets the descriptor. */
function staysOpen(descriptor: number): boolean {
  try {
    const facts = readFileSync(`/proc/self/fdinfo/${descriptor}`, 'utf8');
    const flags = /^flags:\s*(\d+)$/m.exec(facts)?.[1] ?? '0';
    return (Number.parseInt(flags, 8) & CLOSE_ON_EXEC) === 0;
  } catch {
    // Closed since the folder was listed.
    return false;
  }
}
