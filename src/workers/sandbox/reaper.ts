import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { helperProgram, type HelperProgram } from './helper-program.ts';

/**
 * Ends what a dead engine or worker thread left behind where no sandbox does it. A small separate
 * process holds the other end of a pipe; when the thread ends for any reason the pipe closes and
 * every marker still registered is killed.
 */
export interface Reaper {
  watch(root: number, marker: string): void;
  forget(marker: string): void;
  /** Lets the process go without killing anything; used when nothing is watched any more. */
  close(): void;
}

/** The reaper as a script, for a Node; native/helper.c is the same in a packaged app. */
export const REAPER_SCRIPT = `(${reap.toString()})()`;

/** Starts the reaper process. There is one for all commands of a thread. */
export function startReaper(
  how: Omit<HelperProgram, 'needs'> = helperProgram(fileURLToPath(import.meta.url), {
    word: 'reap',
    script: REAPER_SCRIPT,
  }),
): Reaper {
  const child = spawn(how.program, how.args, {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    env: how.env,
  });
  child.on('error', (error) =>
    process.emitWarning(`the process reaper did not start: ${error.message}`),
  );
  child.stdin.on('error', () => child.kill('SIGTERM'));
  child.unref();
  return {
    watch: (root, marker) => send(child, `watch ${root} ${marker}`),
    forget: (marker) => send(child, `forget ${marker}`),
    close: () => child.stdin.end(),
  };
}

function send(child: ChildProcess, line: string): void {
  if (child.stdin?.writable === true) child.stdin.write(`${line}\n`);
}

/** Runs in the reaper process as plain source text: it may use nothing from this module. */
function reap(): void {
  const fs = process.getBuiltinModule('node:fs');
  const lines = process.getBuiltinModule('node:readline').createInterface({ input: process.stdin });
  const watched = new Map<string, number>();
  const isMarked = (pid: string): boolean => {
    try {
      const environment = fs.readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
      return environment.some(
        (each) => each.startsWith('SLIPWAY_JOB=') && watched.has(each.slice(12)),
      );
    } catch {
      return false;
    }
  };
  const kill = (pid: number): void => {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Already gone, which is what was wanted.
    }
  };
  const sweep = (): void => {
    for (const root of watched.values()) kill(-root);
    const pids = process.platform === 'linux' ? fs.readdirSync('/proc') : [];
    for (const pid of pids) if (/^\d+$/.test(pid) && isMarked(pid)) kill(Number(pid));
  };
  lines.on('line', (line) => {
    const [, verb, root, marker] = /^(watch|forget) (?:(\d+) )?(.+)$/.exec(line) ?? [];
    if (verb === 'watch' && marker !== undefined && Number(root) > 1) {
      watched.set(marker, Number(root));
    }
    if (verb === 'forget' && marker !== undefined) watched.delete(marker);
  });
  lines.on('close', () => {
    if (watched.size === 0) process.exit(0);
    for (const delayMs of [0, 50, 150, 400]) setTimeout(sweep, delayMs);
  });
}
