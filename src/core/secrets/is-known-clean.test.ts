import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isKnownClean } from './is-known-clean.ts';
import { Masker } from './masker.ts';

const SECRET = 'Zx8kPq2LmN4vB7yT';
const words = fc.constantFrom('queued', 'Code-Impl', 'apiPassword', 'r-1', SECRET, 'kR3vT9zQ1wLx');
const data = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    words,
    fc.integer(),
    fc.constant(null),
    fc.dictionary(words, tie('any'), { maxKeys: 4 }),
    fc.array(tie('any'), { maxLength: 3 }),
  ),
})).any;

describe('SECRET-7 what holds no secret is returned as it is', () => {
  it('SECRET-8 masks what was seen before as it masks it at first sight', () => {
    const used = new Masker();
    used.learn([{ kind: 'known', value: SECRET }]);
    fc.assert(
      fc.property(data, (each) => {
        const fresh = new Masker();
        fresh.learn([{ kind: 'known', value: SECRET }]);
        const masked = fresh.maskData(each);
        expect(used.maskData(each)).toEqual(masked);
        expect(used.maskData(each)).toEqual(masked);
      }),
      { numRuns: 300 },
    );
  });

  it('SECRET-8 looks again once a further secret is known', () => {
    const masker = new Masker();
    const row = { note: SECRET.toLowerCase(), [`at-${SECRET}`]: 1 };
    expect(masker.maskData(row)).toBe(row);
    expect(masker.maskData(row)).toBe(row);
    masker.learn([{ kind: 'known', value: SECRET }]);
    expect(JSON.stringify(masker.maskData(row))).not.toContain(SECRET);
  });

  it('takes a name for clean only when no value is hidden for it', () => {
    const known = { text: () => true, name: (name: string) => name === 'lane' };
    expect(isKnownClean({ lane: 'Code-Impl' }, known)).toBe(true);
    expect(isKnownClean({ lane: { password: 1 } }, known)).toBe(false);
    expect(isKnownClean(['--token', 'kR3vT9zQ1wLx'], known)).toBe(false);
  });
});
