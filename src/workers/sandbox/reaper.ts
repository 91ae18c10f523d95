import { spawn, type ChildProcess } from 'node:child_process';

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

/**
 * Starts the reaper process. It costs one Node process, so there is one for all commands of a
 * thread.
 */
export function startReaper(): Reaper {
  const child = spawn(process.execPath, ['-e', `(${reap.toString()})()`], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    env: { ELECTRON_RUN_AS_NODE: '1' },
  });
  child.on('error', (error) =>
    process.emitWarning(`the process reaper did not start: ${error.message}`),
  );
  child.stdin.on('error', () => child.kill('SIGTERM'));
  child.unref();
  return {
    watch: (root, marker) => send(child, { watch: marker, root }),
    forget: (marker) => send(child, { forget: marker }),
    close: () => child.stdin.end(),
  };
}

function send(child: ChildProcess, message: object): void {
  if (child.stdin?.writable === true) child.stdin.write(`${JSON.stringify(message)}\n`);
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
    const message = JSON.parse(line) as { watch?: string; root?: number; forget?: string };
    if (message.watch !== undefined && message.root !== undefined) {
      watched.set(message.watch, message.root);
    }
    if (message.forget !== undefined) watched.delete(message.forget);
  });
  lines.on('close', () => {
    if (watched.size === 0) process.exit(0);
    for (const delayMs of [0, 50, 150, 400]) setTimeout(sweep, delayMs);
  });
}
