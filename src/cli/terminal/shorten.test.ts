import { expect, it } from 'vitest';
import { shorten } from './shorten.ts';

it('shortens by characters, not by halves of them', () => {
  expect(shorten('abc', 3)).toBe('abc');
  expect(shorten('a😀😀😀', 3)).toBe('a😀…');
});
