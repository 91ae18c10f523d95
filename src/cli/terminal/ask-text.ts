import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { usageError } from '../arguments/usage-error.ts';
import type { Cli } from '../cli.ts';

/** Asks on the terminal and answers what was typed; throws when the input ends without that. */
export async function askText(cli: Cli, question: string): Promise<string> {
  const readline = createInterface({ input: cli.streams.stdin, output: process.stderr });
  const unanswered = (): never => {
    throw usageError('The question was not answered, so nothing more was done.');
  };
  try {
    const answer = readline.question(`${question} `).catch(unanswered);
    return (await Promise.race([answer, once(readline, 'close').then(unanswered)])).trim();
  } finally {
    readline.close();
  }
}
