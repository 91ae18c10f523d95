import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatArgv } from '#shared/present/format-argv.ts';
import { parseArgv } from './parse-argv.ts';

it('writes an argv so that reading it gives the same argv', () => {
  const word = fc.string({ minLength: 1, unit: 'grapheme-ascii' });
  fc.assert(
    fc.property(fc.array(word, { minLength: 1 }), (argv) => {
      expect(parseArgv(formatArgv(argv))).toEqual(argv);
    }),
  );
});
