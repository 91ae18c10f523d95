import type { ReadStream } from 'node:tty';
import type { ScreenStream, Terminal } from './terminal/terminal.ts';

/** One call of `vp`: where it runs, what it was asked in general, and where it may write. */
export interface Cli {
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
  home: string;
  stdin: ReadStream;
  stdout: ScreenStream;
  stderr: ScreenStream;
  terminal: Terminal;
  /** The module that was started: the engine's entry lies in a fixed place from it. */
  entry: URL;
  json: boolean;
  project?: number | undefined;
  repo?: string | undefined;
  data?: string | undefined;
}

/** Lines for a person on standard output. */
export function print(cli: Cli, lines: readonly string[]): void {
  cli.stdout.write(`${lines.join('\n')}\n`);
}

/**
 * The answer of a command under `--json`: one JSON document with the wire names of the contract.
 */
export function printJson(cli: Cli, value: unknown): void {
  cli.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** One line of a stream under `--json` (newline-delimited JSON). */
export function printJsonLine(cli: Cli, value: unknown): void {
  cli.stdout.write(`${JSON.stringify(value)}\n`);
}

/** A remark that is not part of the answer: on standard error, so that pipes stay clean. */
export function remark(cli: Cli, sentence: string): void {
  if (!cli.json) cli.stderr.write(`vp: ${sentence}\n`);
}
