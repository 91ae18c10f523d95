import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import type { Cli } from '../cli.ts';
import { askText } from './ask-text.ts';

const cliWith = (stdin: PassThrough): Cli => ({ streams: { stdin } }) as unknown as Cli;

test('a question is answered by a line', async () => {
  const stdin = new PassThrough();
  stdin.write('  yes \n');
  expect(await askText(cliWith(stdin), 'Go on?')).toBe('yes');
});

test('an input that ends leaves no question hanging', async () => {
  const stdin = new PassThrough();
  stdin.end();
  await expect(askText(cliWith(stdin), 'Go on?')).rejects.toThrow('was not answered');
});
