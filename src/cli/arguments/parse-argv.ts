import { usageError } from './usage-error.ts';

const SHELL_ONLY = /[|&;<>`$()*?#~]/;

/**
 * Splits a typed command into an argv by the quoting rules of a POSIX shell, without being one:
 * anything that only a shell can do (pipes, `&&`, redirections, variables, globs) is refused.
 */
export function parseArgv(text: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  let rest = text;
  while (rest !== '') {
    const piece = takePiece(rest, text);
    rest = rest.slice(piece.length);
    if (piece.type === 'blank') {
      if (word !== null) words.push(word);
      word = null;
    } else {
      word = (word ?? '') + piece.value;
    }
  }
  if (word !== null) words.push(word);
  if (words.length === 0 || words[0] === '') {
    throw usageError('The command is empty; give a program and its arguments, e.g. "npm test".');
  }
  return words;
}

interface Piece {
  type: 'blank' | 'text';
  value: string;
  length: number;
}

function takePiece(rest: string, whole: string): Piece {
  const blank = /^\s+/.exec(rest);
  if (blank) return { type: 'blank', value: '', length: blank[0].length };
  const single = /^'([^']*)'/.exec(rest);
  if (single) return { type: 'text', value: single[1] ?? '', length: single[0].length };
  const double = /^"((?:[^"\\]|\\[\s\S])*)"/.exec(rest);
  if (double) {
    const value = (double[1] ?? '').replaceAll(/\\(["\\$`])/g, '$1');
    return { type: 'text', value, length: double[0].length };
  }
  const escaped = /^\\([\s\S])/.exec(rest);
  if (escaped) return { type: 'text', value: escaped[1] ?? '', length: 2 };
  return takeBare(rest, whole);
}

function takeBare(rest: string, whole: string): Piece {
  const bare = /^[^\s'"\\]+/.exec(rest)?.[0];
  if (bare === undefined) {
    throw usageError(`A quote in ${JSON.stringify(whole)} is not closed.`);
  }
  const shell = SHELL_ONLY.exec(bare);
  if (shell) {
    throw usageError(
      `${JSON.stringify(whole)} needs a shell because of "${shell[0]}", and Slipway runs one program without a shell. ` +
        'Put it into a script or an npm script and name that, or quote the character.',
    );
  }
  return { type: 'text', value: bare, length: bare.length };
}
