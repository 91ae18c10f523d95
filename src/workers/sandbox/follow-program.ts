import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isInside } from './is-inside.ts';

export interface ProgramQuestion {
  /** A command's first word. */
  program: string;
  /** The working tree and its checkout: where the program is looked for, in this order. */
  trees: readonly string[];
  /** What is installed for them, wherever it lies. */
  installed: readonly string[];
}

/**
 * The path outside of all these folders that a program of a tree is a link to; null: it leads to
 * none.
 */
export async function followProgram(question: ProgramQuestion): Promise<string | null> {
  const { program, trees, installed } = question;
  if (!program.includes('/')) return null;
  for (const tree of trees) {
    const path = resolve(tree, program);
    const real = isInside(tree, path) ? await realOf(path) : null;
    if (real === null) continue;
    const own = await Promise.all([...trees, ...installed].map(realOf));
    return own.some((folder) => folder !== null && isInside(folder, real)) ? null : real;
  }
  return null;
}

async function realOf(path: string): Promise<string | null> {
  return realpath(path).catch(() => null);
}
