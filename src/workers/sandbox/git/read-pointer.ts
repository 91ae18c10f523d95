import { POINTER_BYTES } from './filtered-content.ts';
import { runGit, type GitSeat } from './run-git.ts';

/** The text of an object, as far as a pointer can be long. */
export async function readPointer(view: GitSeat, blob: string): Promise<string> {
  if (blob === '') return '';
  const args = ['cat-file', 'blob', blob];
  return (await runGit({ view, args, maxBytes: POINTER_BYTES })).stdout;
}
