import { createInterface } from 'node:readline/promises';
import type { Cli } from '../cli.ts';

/** Asks on the terminal and answers what was typed. */
export async function askText(cli: Cli, question: string): Promise<string> {
  const readline = createInterface({ input: cli.streams.stdin, output: process.stderr });
  try {
    return (await readline.question(`${question} `)).trim();
  } finally {
    readline.close();
  }
}
