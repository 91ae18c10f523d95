import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bleu } from './bleu.ts';
import { countSyllables, fleschKincaidGrade } from './flesch-kincaid-grade.ts';

describe('bleu', () => {
  test('BLEU-1 equal texts give 1, texts without a common word 0', () => {
    expect(bleu('The cat sat on the mat.', 'the cat sat on the mat.')).toBeCloseTo(1, 12);
    expect(bleu('alpha beta', 'gamma delta')).toBe(0);
    expect(bleu('', 'a')).toBe(0);
  });

  test('BLEU-2 repeated words are clipped (the example of Papineni 2002: 2 of 7 unigrams)', () => {
    // Orders 2 to 4 have no match: (0+1)/(6+1), (0+1)/(5+1), (0+1)/(4+1); the candidate is the
    // longer text.
    const expected = ((2 / 7) * (1 / 7) * (1 / 6) * (1 / 5)) ** 0.25;
    expect(bleu('the the the the the the the', 'The cat is on the mat')).toBeCloseTo(expected, 12);
  });

  test('BLEU-3 a short candidate pays the brevity penalty', () => {
    // All n-grams match: only exp(1 − 6/4) is left.
    expect(bleu('the cat sat on', 'the cat sat on the mat')).toBeCloseTo(Math.exp(1 - 6 / 4), 12);
  });

  test('BLEU-1 is always within 0 and 1', () => {
    fc.assert(
      fc.property(fc.lorem(), fc.lorem(), (a, b) => {
        expect(bleu(a, b)).toBeGreaterThanOrEqual(0);
        expect(bleu(a, b)).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });
});

describe('fleschKincaidGrade', () => {
  test('READ-1 follows the formula', () => {
    // 6 words, 1 sentence, 6 syllables.
    expect(fleschKincaidGrade('The cat sat on the mat.')).toBeCloseTo(0.39 * 6 + 11.8 - 15.59, 10);
    // 13 words, 1 sentence, 24 syllables: the well-known hard sentence.
    const hard =
      'The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.';
    expect(fleschKincaidGrade(hard)).toBeCloseTo(11.3, 0);
  });

  test.each([
    ['cat', 1],
    ['table', 2],
    ['wanted', 2],
    ['jumped', 1],
    ['make', 1],
    ['boxes', 2],
    ['reading', 2],
    ['e', 1],
  ])('READ-2 counts the syllables of %s', (word, count) =>
    expect(countSyllables(word)).toBe(count),
  );

  test('READ-3 code blocks are not prose, and a text without words has no grade', () => {
    expect(fleschKincaidGrade('The cat sat.\n```\nconst incomprehensibility = 1\n```')).toBe(
      fleschKincaidGrade('The cat sat.'),
    );
    expect(fleschKincaidGrade(' — 。')).toBeNull();
  });
});
