import { CommanderError } from 'commander';
import { AppError, ERRORS, problem, toProblem } from '#shared/errors.ts';
import type { Problem } from '#shared/errors.ts';
import { cleanText } from './terminal/clean-text.ts';

/**
 * What a failure prints on standard error and the code `vp` exits with: a sentence, or a problem
 * document for `--json`.
 */
export function describeError(
  error: unknown,
  { json, debug }: { json: boolean; debug: boolean },
): { exitCode: number; text: string } {
  const document = problemOf(error);
  const { exitCode } = ERRORS[document.code];
  const stack = debug && error instanceof Error ? `${error.stack ?? ''}\n` : '';
  if (json) return { exitCode, text: `${JSON.stringify(document)}\n${stack}` };
  const fields = (document.errors ?? []).map(({ path, message }) => `  ${path}: ${message}\n`);
  return {
    exitCode,
    text: `vp: ${cleanText(document.detail)}\n${cleanText(fields.join(''))}${stack}`,
  };
}

function problemOf(error: unknown): Problem {
  if (error instanceof AppError) return toProblem(error);
  if (error instanceof CommanderError) {
    return problem('bad_request', error.message.replace(/^error: /, ''));
  }
  if (isSystemError(error)) return problem('internal', `The system refused: ${error.message}.`);
  return problem(
    'internal',
    'vp failed for a reason it did not expect; SLIPWAY_DEBUG=1 shows where.',
  );
}

/** Failures of files and sockets: their message names what could not be done, and to what. */
function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}
