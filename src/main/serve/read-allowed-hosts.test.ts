import { expect, it } from 'vitest';
import { readAllowedHosts } from './read-allowed-hosts.ts';

it('reads names with and without ports, in small letters', () => {
  expect(readAllowedHosts('Slipway.test, localhost:7777 [fd00::1]:80')).toEqual([
    'slipway.test',
    'localhost:7777',
    '[fd00::1]:80',
  ]);
  expect(readAllowedHosts(' ')).toEqual([]);
});

it.each([
  '*',
  '*.test',
  'http://x.test',
  'x.test/',
  'x.test:',
  'a b@c',
  'x..',
  '.test',
  'x:99999999',
])('refuses %s in a sentence', (text) => {
  expect(() => readAllowedHosts(text)).toThrow(/SLIPWAY_ALLOWED_HOSTS has “.*”; give whole names/);
});
