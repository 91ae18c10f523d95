import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ReadStream } from 'node:tty';
import { runCli } from '../run-cli.ts';

/** A home and a repository of its own for one test. */
export async function createWorld() {
  const root = await mkdtemp(join(tmpdir(), 'vp-test-'));
  const repo = join(root, 'repo');
  await promisify(execFile)('git', ['init', '-q', repo]);
  return { root, home: join(root, 'home'), repo, remove: () => rm(root, { recursive: true }) };
}

export interface Call {
  home: string;
  cwd: string;
  env?: Record<string, string>;
  entry?: URL;
  /** Columns of a terminal; without it the output is a pipe. */
  columns?: number;
}

/** Runs one command line of `vp` in this process, as the entry would. */
export async function runVp(args: readonly string[], call: Call) {
  let stdout = '';
  let stderr = '';
  const exitCode = await runCli(args, {
    env: { PATH: process.env['PATH'], ...call.env },
    cwd: call.cwd,
    home: call.home,
    stdin: { isTTY: false } as ReadStream,
    stdout: {
      write: (text) => ((stdout += text), true),
      ...(call.columns === undefined ? {} : { isTTY: true, columns: call.columns, rows: 50 }),
    },
    stderr: { write: (text) => ((stderr += text), true) },
    entry: call.entry ?? new URL('../index.ts', import.meta.url),
  });
  return { exitCode, stdout, stderr };
}
