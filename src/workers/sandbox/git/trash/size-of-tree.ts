import { execa } from 'execa';
import { findSystemProgram } from '../../find-system-program.ts';

const BLOCK_BYTES = 512;
const MAX_BUFFER = 64 * 1_048_576;

/** How much a folder takes on disk, and in how many files; zero where find is missing. */
export async function sizeOfTree(folder: string): Promise<{ bytes: number; files: number }> {
  const program = findSystemProgram('find');
  if (program === null) return { bytes: 0, files: 0 };
  const { stdout } = await execa(program, [folder, '!', '-type', 'd', '-printf', '%b\\n'], {
    reject: false,
    maxBuffer: MAX_BUFFER,
    env: {},
    extendEnv: false,
  });
  const sizes = (stdout ?? '').split('\n').filter(Boolean);
  return {
    bytes: sizes.reduce((sum, blocks) => sum + Number(blocks), 0) * BLOCK_BYTES,
    files: sizes.length,
  };
}
