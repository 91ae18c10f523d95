import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * A query's text with that of the files it inherits from, and the way back from an offset to a file
 * and line.
 */
export interface QuerySource {
  /** The file that was asked for. */
  file: string;
  text: string;
  /** `query.scm:12` with the file's path, for an offset into the text. */
  locate(index: number): string;
}

const INHERITS = /^; inherits: (.+)$/m;

/**
 * Reads a query. A line `; inherits: a.scm, ../other/b.scm` puts those files, relative to the one
 * that says so, before its own text, so that the own patterns win.
 */
export function readQuerySource(file: string): QuerySource {
  const parts = readParts(file);
  return {
    file,
    text: parts.map(({ text }) => text).join(''),
    locate: (index) => locate(parts, index),
  };
}

interface Part {
  file: string;
  text: string;
}

function readParts(file: string): Part[] {
  const text = readFileSync(file, 'utf8');
  const inherited = INHERITS.exec(text)?.[1]?.split(',') ?? [];
  const parts = inherited.flatMap((name) => readParts(resolve(dirname(file), name.trim())));
  return [...parts, { file, text: `${text}\n` }];
}

function locate(parts: readonly Part[], index: number): string {
  let rest = index;
  for (const { file, text } of parts) {
    if (rest < text.length) return `${file}:${text.slice(0, rest).split('\n').length}`;
    rest -= text.length;
  }
  return parts.at(-1)?.file ?? '';
}
