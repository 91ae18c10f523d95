import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRng } from '../estimate/seeded-rng.ts';
import { isLong, maskInPieces, type DoPiece } from './mask-in-pieces.ts';
import { Masker } from './masker.ts';
import { tokenOf } from './testing/sample-tokens.ts';

const rng = seededRng(4);
const token = tokenOf(rng, 'ghp_<A36-255>');
const filling = 'some words of a text that is long. '.repeat(5000);
const masker = new Masker();
masker.learn([{ kind: 'known', value: 'Zx8kPq2LmN4vB7yT' }]);
const atOnce: DoPiece = async (piece) => piece();

describe('SECRET-8 data, piece by piece', () => {
  const text = fc.array(
    fc.constantFrom(token, 'Zx8kPq2LmN4vB7yT', filling, 'password=', 'k2Jd8s0aLq ', '{"a":"', '"}'),
    { maxLength: 6 },
  );
  const data = fc.object({
    key: fc.constantFrom('a', 'password', token, 'list', '--token'),
    values: [text.map((parts) => parts.join('')), fc.integer(), fc.constant(null)],
    maxDepth: 3,
  });

  it('becomes what it becomes at once', async () => {
    await fc.assert(
      fc.asyncProperty(data, async (value) => {
        expect(await maskInPieces(masker, value, atOnce)).toEqual(masker.maskData(value));
      }),
      { numRuns: 30, seed: 3 },
    );
  });

  it('stays JSON, and the same object where nothing is hidden', async () => {
    const json = JSON.stringify({ a: `${filling}"${token}`, b: [filling] });
    const masked = await maskInPieces(masker, { json }, atOnce);
    expect(JSON.parse(masked.json)).toEqual({
      a: `${filling}"[secret:github-personal-token]`,
      b: [filling],
    });
    const innocent = { list: [filling, filling], more: { text: filling } };
    expect(await maskInPieces(masker, innocent, atOnce)).toBe(innocent);
  });

  it('looks at no more than 64 K characters in one piece, whether in one text or in many', async () => {
    const chars = 1_000_000;
    const many = Array.from({ length: 5000 }, (_, n) => `${n} `.padEnd(200, 'x1'));
    for (const value of [{ note: 'x1'.repeat(chars / 2) }, { many }]) {
      let pieces = 0;
      await maskInPieces(masker, value, async (piece) => {
        pieces += 1;
        return piece();
      });
      expect(pieces).toBeGreaterThan(chars / 65_536);
    }
  });

  it('is long from 64 K characters on', () => {
    expect([isLong({ a: 'x'.repeat(65_000) }), isLong([{ b: 'x'.repeat(66_000) }])]).toEqual([
      false,
      true,
    ]);
  });
});

describe('vouchFor', () => {
  it('spares a text a second look, until it ends or something is learned', () => {
    const own = new Masker();
    const text = `see ${token} here`;
    const end = own.vouchFor(text);
    // Only to show that it is not looked at: what is vouched for has no secret in it.
    expect(own.mask(text)).toBe(text);
    end();
    expect(own.mask(text)).not.toContain(token);
    own.vouchFor(text);
    own.learn([{ kind: 'more', value: 'aB3dE5fG7hJ9' }]);
    expect(own.mask(text)).not.toContain(token);
  });
});
