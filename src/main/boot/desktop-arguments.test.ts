import { expect, test } from 'vitest';
import { engineArguments } from './desktop-arguments.ts';

test('only the engine’s flags are taken, in both spellings', () => {
  const argv = ['electron', '.', '--no-sandbox', '--data', '/d', '--user-data-dir=/u'];
  expect(engineArguments([...argv, '--pas-port=0', '--synthetic', 'slipway://run/r'])).toEqual([
    '--data',
    '/d',
    '--pas-port=0',
    '--synthetic',
  ]);
});

test('a flag without its value is left out', () => {
  expect(engineArguments(['electron', '.', '--repo'])).toEqual([]);
});
