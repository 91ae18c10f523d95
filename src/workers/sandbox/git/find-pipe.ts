import { execa } from 'execa';
import { findSystemProgram } from '../find-system-program.ts';

const RULES = ['-name', '.gitignore', '-o', '-name', '.gitattributes'];

/**
 * A pipe in the place of a file of rules, for which git waits as long as it may; null for none, and
 * when `signal` ended the search.
 */
export async function findPipe(folder: string, signal: AbortSignal): Promise<string | null> {
  const program = findSystemProgram('find');
  if (program === null) return null;
  const args = [folder, '-type', 'p', '(', ...RULES, ')', '-print', '-quit'];
  const { stdout } = await execa(program, args, {
    reject: false,
    env: {},
    extendEnv: false,
    cancelSignal: signal,
  });
  return stdout === undefined || stdout === '' ? null : stdout;
}
