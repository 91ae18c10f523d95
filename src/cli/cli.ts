import type { ReadStream } from 'node:tty';
import type { ScreenStream, Terminal } from './terminal/terminal.ts';

/** Where a call of `vp` runs. */
export interface Place {
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
  home: string;
  /** The module that was started: the engine's entry lies in a fixed place from it. */
  entry: URL;
}

/** Where a call reads and writes. */
export interface Streams {
  stdin: ReadStream;
  stdout: ScreenStream;
  stderr: ScreenStream;
}

/** One call of `vp`: where it runs and writes, and the options that every command has. */
export interface Cli {
  place: Place;
  streams: Streams;
  terminal: Terminal;
  json: boolean;
  project?: number | undefined;
  repo?: string | undefined;
  data?: string | undefined;
}

/** Lines for a person on standard output. */
export function print(cli: Cli, lines: readonly string[]): void {
  cli.streams.stdout.write(`${lines.join('\n')}\n`);
}

/**
 * The answer of a command under `--json`: one JSON document with the wire names of the contract.
 */
export function printJson(cli: Cli, value: unknown): void {
  cli.streams.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** One line of a stream under `--json` (newline-delimited JSON). */
export function printJsonLine(cli: Cli, value: unknown): void {
  cli.streams.stdout.write(`${JSON.stringify(value)}\n`);
}

/** A remark that is not part of the answer: on standard error, so that pipes stay clean. */
export function remark(cli: Cli, sentence: string): void {
  if (!cli.json) cli.streams.stderr.write(`vp: ${sentence}\n`);
}
