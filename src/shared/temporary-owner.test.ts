import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readTemporaryOwner, temporaryPrefix } from './temporary-owner.ts';

it('a name gives back its owner, and is short enough for a socket below it', () => {
  const number = fc.integer({ min: 0, max: 2 ** 32 });
  fc.assert(
    fc.property(number, number, number, (pid, ticks, space) => {
      const owner = { pid, startTicks: String(ticks), space: String(space) };
      const name = `${temporaryPrefix(owner)}aB3xYz`;
      expect(readTemporaryOwner(name)).toEqual(owner);
      expect(name.length).toBeLessThan(45);
    }),
  );
});

it.each(['slipway-view-x1y2z3', 'slipway-1-2-3-abcdef', 'slipway-1.2-abcdef', 'other', ''])(
  '%j has no owner',
  (name) => expect(readTemporaryOwner(name)).toBeNull(),
);
