import { readdirSync, readFileSync } from 'node:fs';

const CLOSE_ON_EXEC = 0o2_000_000;
const BASH = '/bin/bash';
/** Closes the descriptors that $1 names, then becomes the command. */
const CLOSE = 'for each in $1; do exec {each}>&-; done; shift; exec "$@"';

/**
 * argv that starts a command without the descriptors above `highestGiven` that this process got
 * from whoever started it. Node closes what it opened itself; what it inherited would go on into
 * every child, and a directory among that shows the host inside a sandbox.
 */
export function withoutInherited(argv: readonly string[], highestGiven: number): string[] {
  const inherited = readdirSync('/proc/self/fd')
    .map(Number)
    .filter((each) => each > highestGiven && staysOpen(each));
  return inherited.length === 0
    ? [...argv]
    : [BASH, '-c', CLOSE, BASH, inherited.join(' '), ...argv];
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
