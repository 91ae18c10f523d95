import { expect, it } from 'vitest';
import { cleanDeep, cleanText } from './clean-text.ts';

it('takes everything that steers a terminal out of foreign text', () => {
  expect(cleanText('a\u001b[31mred\u001b[0m\u0007\u009b2J\u202e\r b\tc\n')).toBe('ared b\tc\n');
  expect(cleanDeep({ a: ['\u001b[2Jx'], n: 1, none: null })).toEqual({
    a: ['x'],
    n: 1,
    none: null,
  });
});
