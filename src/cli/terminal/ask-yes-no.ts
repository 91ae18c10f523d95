import type { Cli } from '../cli.ts';
import { askText } from './ask-text.ts';

/** Asks on the terminal; Enter alone means `enter`. */
export async function askYesNo(
  cli: Cli,
  question: string,
  enter: 'yes' | 'no' = 'yes',
): Promise<boolean> {
  const answer = await askText(cli, `${question} ${enter === 'yes' ? '[Y/n]' : '[y/N]'}`);
  return enter === 'yes' ? !/^n/i.test(answer) : /^y/i.test(answer);
}
