import picocolors from 'picocolors';

export type Colors = ReturnType<typeof picocolors.createColors>;

/** Where text goes and what it can show there. */
export interface Terminal {
  colors: Colors;
  /** Columns to fit into; a pipe has no limit. */
  width: number;
  /** Rows of the screen; a pipe has no limit. */
  rows: number;
  /** Whether a person watches: colours by status, progress bars, redraws. */
  isInteractive: boolean;
}

/** The part of a Node stream that decides what may be shown. */
export interface ScreenStream {
  write(text: string): boolean;
  isTTY?: boolean;
  columns?: number;
  rows?: number;
}

/**
 * NO_COLOR (any value) turns colours off, FORCE_COLOR on; otherwise a terminal has them and a pipe
 * has not.
 */
export function describeTerminal(
  stream: ScreenStream,
  env: Readonly<Record<string, string | undefined>>,
): Terminal {
  const isTerminal = stream.isTTY === true && env['TERM'] !== 'dumb';
  return {
    colors: picocolors.createColors(mayColor(isTerminal, env)),
    width: isTerminal ? (stream.columns ?? 80) : Number.POSITIVE_INFINITY,
    rows: isTerminal ? (stream.rows ?? 24) : Number.POSITIVE_INFINITY,
    isInteractive: isTerminal,
  };
}

function mayColor(isTerminal: boolean, env: Readonly<Record<string, string | undefined>>): boolean {
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false;
  if (env['FORCE_COLOR'] !== undefined) return env['FORCE_COLOR'] !== '0';
  return isTerminal;
}
