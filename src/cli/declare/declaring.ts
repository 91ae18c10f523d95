import type { Command, OutputConfiguration } from 'commander';
import type { Cli } from '../cli.ts';

/**
 * What the declarations of commands need: where help goes, and how an action gets its context and
 * ends.
 */
export interface Declaring {
  version: string;
  output: OutputConfiguration;
  /** Makes a commander action of a command that resolves with its exit code. */
  act: (
    run: (cli: Cli, command: Command, args: readonly unknown[]) => Promise<number> | number,
  ) => (...args: unknown[]) => Promise<void>;
}
