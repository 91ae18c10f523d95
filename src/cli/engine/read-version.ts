import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The first line a program prints for `--version`, or null when it cannot be run. */
export async function readVersion(program: string): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)(program, ['--version'], { timeout: 5000 });
    return stdout.split('\n')[0]?.trim() ?? null;
  } catch {
    return null;
  }
}
