import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';

export interface MeasuredProcess {
  elapsedMs: number;
  /** Highest resident memory of the process that was seen, MB; null where /proc cannot be read. */
  peakMb: number | null;
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

const LOOK_EVERY_MS = 10;

/** Runs a command to its end; memory is read from /proc while it lives. */
export async function runMeasured(
  argv: readonly string[],
  options: { cwd: string; env?: NodeJS.ProcessEnv },
): Promise<MeasuredProcess> {
  const [program = '', ...args] = argv;
  const startMs = performance.now();
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let peakMb: number | null = null;
  const looking = setInterval(() => {
    peakMb = residentPeakMb(child.pid) ?? peakMb;
  }, LOOK_EVERY_MS);
  const output = Promise.all([text(child.stdout), text(child.stderr)]);
  try {
    const [exitCode] = (await once(child, 'close')) as [number | null];
    const elapsedMs = performance.now() - startMs;
    const [stdout, stderr] = await output;
    return { elapsedMs, peakMb, exitCode, stdout, stderr };
  } finally {
    clearInterval(looking);
  }
}

/** VmHWM of a process, MB; null when it is gone or the platform has no /proc. */
export function residentPeakMb(pid: number | undefined): number | null {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
    const kb = /^VmHWM:\s+(\d+) kB/m.exec(status)?.[1];
    return kb === undefined ? null : Number(kb) / 1024;
  } catch {
    return null;
  }
}
