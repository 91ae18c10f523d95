import { createInterface } from 'node:readline/promises';
import type { Cli } from '../cli.ts';

/** Asks on the terminal; Enter means yes. */
export async function askYesNo(cli: Cli, question: string): Promise<boolean> {
  const readline = createInterface({ input: cli.streams.stdin, output: process.stderr });
  try {
    const answer = await readline.question(`${question} [Y/n] `);
    return !/^\s*n/i.test(answer);
  } finally {
    readline.close();
  }
}
