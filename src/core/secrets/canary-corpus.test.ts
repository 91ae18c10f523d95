import { describe, expect, it } from 'vitest';
import { seededRng } from '../estimate/seeded-rng.ts';
import { Masker } from './masker.ts';
import { parseShape } from './parse-shape.ts';
import { TOKEN_SHAPES } from './shape-patterns.ts';
import { innocentTexts } from './testing/innocent-texts.ts';
import { samplesOfAllKinds, tokenOf, type Sample } from './testing/sample-tokens.ts';

/** Rounds of the whole corpus; `npm run torture -- secrets` asks for more. */
const ROUNDS = Number(process.env['SLIPWAY_S8_CANARIES'] ?? 0) > 0 ? 40 : 3;

/** The ways a token stands in output, settings and code. */
const SURROUNDINGS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `Error: request with ${text} was refused`,
  (text) => `  "value": "${text}",`,
  (text) => `export VALUE='${text}'`,
  (text) => `curl -d value=${text} http://localhost`,
  (text) => `2026-11-30T12:00:00Z INFO [worker-3] (${text}) done`,
  (text) => `<property>${text}</property>`,
  (text) => `\u001B[31m${text}\u001B[0m`,
];

const samples = (seed: number): Sample[] => samplesOfAllKinds(seededRng(seed));
const masker = new Masker();

describe('SECRET-3 tokens by their shape', () => {
  it('knows at least 150 kinds', () => {
    expect(new Set(samples(1).map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(150);
  });

  it.each(samples(2).map((sample) => [sample.kind, sample] as const))(
    '%s',
    (_kind, { token, text }) => {
      expect(masker.mask(text)).not.toContain(token);
      expect(masker.mask(text)).toContain('[secret:');
    },
  );

  it('finds those that begin with four fixed characters in base64 and hexadecimal', () => {
    const rng = seededRng(3);
    const begun = Object.entries(TOKEN_SHAPES)
      .flatMap(([kind, notations]) => notations.map((notation) => parseShape(kind, notation)))
      .filter(({ before, anchor }) => before === null && anchor.length >= 4);
    expect(begun.length).toBeGreaterThan(100);
    for (const notation of Object.values(TOKEN_SHAPES).flat()) {
      const { before, anchor } = parseShape('', notation);
      if (before !== null || anchor.length < 4) continue;
      const token = tokenOf(rng, notation);
      for (const ahead of ['', '-', '--'])
        for (const encoding of ['base64', 'base64url', 'hex'] as const) {
          const encoded = Buffer.from(`${ahead}${token} `).toString(encoding);
          expect(masker.mask(encoded), `${encoding} of ${notation}`).toContain('[secret:');
        }
    }
  });
});

describe('SECRET-4 the boundaries of a shape', () => {
  const boundaries = Object.values(TOKEN_SHAPES)
    .flat()
    .filter(
      (notation) => parseShape('', notation).before === null && /^[A-Za-z0-9]/.test(notation),
    );

  it.each(boundaries)('%s is no token when it is too short', (notation) => {
    const { parts } = parseShape('', notation);
    const last = parts.findLast((part) => part.kind === 'run');
    const shorter = new Masker().mask(`x ${tokenOf(seededRng(4), notation, last?.min ?? 0)} y`);
    expect(shorter.startsWith('x ') && shorter.endsWith(' y')).toBe(true);
    if (last?.max !== Infinity || last.min < 2) return;
    expect(kindsIn(tokenOf(seededRng(4), notation, 1))).not.toContain(kindOf(notation));
  });

  it.each(boundaries)('%s is no token at the end of a word', (notation) => {
    expect(kindsIn(`a${tokenOf(seededRng(5), notation)}`)).not.toContain(kindOf(notation));
  });
});

const kindsIn = (text: string): string[] => masker.finder.find(text).found.map(({ kind }) => kind);
const kindOf = (notation: string): string =>
  Object.entries(TOKEN_SHAPES).find(([, all]) => all.includes(notation))?.[0] ?? '';

describe('S8 recall ≥ 98 %, precision ≥ 95 %', () => {
  it('holds over all kinds, surroundings and innocent texts', () => {
    let right = 0;
    let missed = 0;
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [at, { token, text }] of samples(100 + round).entries()) {
        const surround = SURROUNDINGS[(at + round) % SURROUNDINGS.length] ?? String;
        if (masker.mask(surround(text)).includes(token)) missed += 1;
        else right += 1;
      }
    let wrong = 0;
    for (let round = 0; round < ROUNDS; round += 1)
      for (const text of innocentTexts(seededRng(200 + round)))
        wrong += masker.finder.find(text).found.length;
    const recall = right / (right + missed);
    const precision = right / (right + wrong);
    const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
    console.log(
      `recall ${percent(recall)} of ${right + missed}, precision ${percent(precision)} with ${wrong} innocent texts masked`,
    );
    expect(recall).toBeGreaterThanOrEqual(0.98);
    expect(precision).toBeGreaterThanOrEqual(0.95);
  });
});
