import { mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { removeScratch } from '../files/remove-scratch.ts';

/** Moves a folder with copy and result to where it is kept, in place of an earlier one. */
export async function keepCopy(move: { folder: string; keptIn: string }): Promise<void> {
  const { folder, keptIn } = move;
  mkdirSync(dirname(keptIn), { recursive: true, mode: 0o700 });
  await removeScratch(keptIn);
  renameSync(folder, keptIn);
}
