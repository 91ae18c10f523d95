import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRng } from '../estimate/seeded-rng.ts';
import { contextPatterns } from './context-patterns.ts';
import { SecretFinder } from './find-secrets.ts';
import { MaskStream } from './mask-stream.ts';
import { hasSecretLabel, Masker } from './masker.ts';
import { parseShape } from './parse-shape.ts';
import { shapePatterns, TOKEN_SHAPES } from './shape-patterns.ts';
import type { TextView } from './text-view.ts';
import { draw, samplesOfAllKinds, tokenOf } from './testing/sample-tokens.ts';

const VALUES = ['h7Gk2mQ9xW', 'pa"ss\\w0rd &<x> ünïcode/+=', 'Zx8kPq2LmN4vB7yT'];
const knowing = (values: readonly string[]): Masker => {
  const masker = new Masker();
  masker.learn(values.map((value, at) => ({ kind: `known-${at}`, value })));
  return masker;
};
const masker = knowing(VALUES);

const base64At = (value: string, ahead: number): string =>
  Buffer.from(`${'~'.repeat(ahead)}${value}~~~`).toString('base64');
const wrapped = (text: string, width: number): string =>
  text.replaceAll(new RegExp(`.{${width}}`, 'g'), '$&\n');

/** Every way SECRET-2 names, and what of it must be gone. */
const FORMS: Readonly<Record<string, (value: string) => string>> = {
  plain: (value) => value,
  'JSON-escaped': (value) => JSON.stringify(value).slice(1, -1),
  'JSON-escaped twice': (value) => JSON.stringify(JSON.stringify(value)).slice(3, -3),
  'XML-escaped': (value) =>
    value
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;'),
  'percent-encoded': (value) => encodeURIComponent(value),
  'percent-encoded in small letters': (value) =>
    encodeURIComponent(value).replaceAll(/%../g, (code) => code.toLowerCase()),
  'form-encoded': (value) => new URLSearchParams({ v: value }).toString().slice(2),
  'every byte percent-encoded': (value) =>
    Buffer.from(value).toString('hex').replaceAll(/../g, '%$&'),
  hexadecimal: (value) => Buffer.from(value).toString('hex'),
  'hexadecimal in capitals': (value) => Buffer.from(value).toString('hex').toUpperCase(),
  'hexadecimal, wrapped': (value) => wrapped(Buffer.from(value).toString('hex'), 7),
  'base64 at 0': (value) => base64At(value, 0),
  'base64 at 1': (value) => base64At(value, 1),
  'base64 at 2': (value) => base64At(value, 2),
  'base64url at 0': (value) => Buffer.from(`${value}~~~`).toString('base64url'),
  'base64url at 1': (value) => Buffer.from(`~${value}~~~`).toString('base64url'),
  'base64url at 2': (value) => Buffer.from(`~~${value}~~~`).toString('base64url'),
  'base64, wrapped': (value) => wrapped(base64At(value, 1), 9),
};

describe('SECRET-2 forms of a known value', () => {
  it.each(Object.entries(FORMS))('%s', (_form, encode) => {
    for (const value of VALUES) {
      const encoded = encode(value);
      const shown = masker.mask(`see ${encoded} here`);
      expect(shown).toMatch(/^see [A-Za-z0-9+/=_-]{0,3}\[secret:known-\d\]/);
      expect(shown).not.toContain(encoded.slice(4, 12));
    }
  });

  it('is found from then on where it was learned, also in a text that was looked at before', () => {
    const late = new Masker();
    for (let time = 0; time < 2; time += 1)
      expect(late.mask('id h7Gk2mQ9xW')).toBe('id h7Gk2mQ9xW');
    late.learn([{ kind: 'late', value: 'h7Gk2mQ9xW' }]);
    expect(late.mask('id h7Gk2mQ9xW')).toBe('id [secret:late]');
  });

  it('is not found where it was not learned', () => {
    const text = `see ${VALUES[0]} here`;
    expect(new Masker().mask(text)).toBe(text);
  });
});

const PEM = [
  '-----BEGIN RSA PRIVATE KEY-----',
  ...Array.from({ length: 24 }, (_, n) => draw(seededRng(n), 'A', 64)),
  '-----END RSA PRIVATE KEY-----',
].join('\n');

describe('SECRET-3 what surroundings tell', () => {
  it.each([
    ['a private key', `key:\n${PEM}\nend`, 'key:\n[secret:private-key]\nend'],
    ['a private key in JSON', JSON.stringify({ key: PEM }), '{"key":"[secret:private-key]"}'],
    [
      'a password in an address',
      'git clone https://bob:pa55.word9@example.org/a',
      'git clone https://bob:[secret:url-password]@example.org/a',
    ],
    [
      'a token in an address',
      'https://k2Jd8s0aLq9Zx4Vb7Nm1@example.org',
      'https://[secret:url-login]@example.org',
    ],
    ['a named value', 'DB_PASSWORD=k2Jd8s0aLq', 'DB_PASSWORD=[secret:named-secret]'],
    ['an option', 'login --password k2Jd8s0aLq now', 'login --password [secret:named-secret] now'],
    ['a header', 'x-api-key: k2Jd8s0aLq9Zx4', 'x-api-key: [secret:named-secret]'],
  ])('%s', (_what, text, shown) => {
    expect(masker.mask(text)).toBe(shown);
  });
});

describe('SECRET-5 a text in pieces', () => {
  const rng = seededRng(7);
  const secrets = [
    ...samplesOfAllKinds(rng).map(({ text }) => text),
    ...VALUES.flatMap((value) => Object.values(FORMS).map((encode) => encode(value))),
    PEM,
  ];

  it('is masked as the whole, wherever it is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...secrets, 'a plain line\n', ' and ', '12345 ', '\n'), {
          minLength: 1,
          maxLength: 8,
        }),
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 40 }),
        (pieces, cuts) => {
          const text = Buffer.from(pieces.join(' ')).toString('latin1');
          const stream = new MaskStream(masker.finder);
          let shown = '';
          let at = 0;
          for (let n = 0; at < text.length; n += 1) {
            const size = cuts[n % cuts.length] ?? 1;
            shown += stream.write(text.slice(at, at + size));
            at += size;
          }
          shown += stream.end();
          expect(shown).toBe(masker.mask(text));
        },
      ),
      { numRuns: 300, seed: 8 },
    );
  });

  it('is masked when every character comes alone', () => {
    for (const secret of secrets) {
      const text = Buffer.from(`before ${secret} after`).toString('latin1');
      const stream = new MaskStream(masker.finder);
      const shown = Array.from(text, (char) => stream.write(char)).join('') + stream.end();
      expect(shown).toBe(masker.mask(text));
    }
  });

  it('shows a whole line at once', () => {
    const stream = new MaskStream(masker.finder);
    for (const line of [
      'tree ready\n',
      'invalid token\n',
      'password:\n',
      'sk-\n',
      'listening at http://\n',
    ])
      expect(stream.write(line)).toBe(line);
  });

  it('holds back at most 32 kB', () => {
    const stream = new MaskStream(masker.finder);
    const piece = 'a1'.repeat(512);
    let shown = stream.write('-----BEGIN PRIVATE KEY-----\n').length;
    for (let n = 0; n < 100; n += 1) shown += stream.write(piece).length;
    expect(100 * piece.length - shown).toBeLessThan(120_000);
    expect(shown).toBeGreaterThan(0);
  });
});

/** Without the memory of where looks ended in vain it is several times as many. */
const MOST_READS = 10;

describe('SECRET-6 linear time', () => {
  /** A finder whose closer looks are counted: how many characters they read. */
  const counted = { reads: 0, views: new WeakSet<TextView>() };
  const count = (view: TextView): TextView => {
    if (counted.views.has(view)) return view;
    counted.views.add(view);
    const code = view.code.bind(view);
    view.code = (index) => {
      counted.reads += 1;
      return code(index);
    };
    return view;
  };
  const countingFinder = new SecretFinder(
    [...shapePatterns(), ...contextPatterns()].map((each) => ({
      ...each,
      look: (view, at) => each.look(count(view), at),
    })),
  );
  /** Characters that the closer looks read in a text of that many repetitions. */
  const readsFor = (unit: string, times: number): number => {
    counted.reads = 0;
    countingFinder.find(unit.repeat(times));
    return counted.reads;
  };

  it.each([
    'eyJ-',
    'sk-',
    'glpat-',
    'token=',
    'secret:password=',
    'adyen=',
    '://a',
    'login a',
    'AKIA',
    'SG.',
    'xoxb-',
    '-----BEGIN PRIVATE KEY-----',
    'eyJaaaaaaaaaa.',
    'c2suZXlK',
    'ghp_',
    'dp.st.',
    'ey',
    'hf_',
    'AAAA',
    'sl.',
    'password "',
    'eyJaaaaaaaaaaa.aaaaaaaaaa.',
    'Authorization: Bearer ',
    'Private-Lines: 1\n',
    'v2.local.',
    '1/',
  ])('of %j repeated', (unit) => {
    const short = readsFor(unit, 500);
    const long = readsFor(unit, 4000);
    // Eight times the text, eight times the reading; a quadratic search would read 64 times.
    expect(long).toBeLessThanOrEqual(short * 12 + 20_000);
  });

  it('reads a few characters for each of the text, whichever fixed text is repeated', () => {
    const LENGTH = 4000;
    const most = { reads: 0, unit: '' };
    for (const notation of Object.values(TOKEN_SHAPES).flat()) {
      const { anchor } = parseShape('', notation);
      const bytes = Buffer.from(anchor);
      const units = [anchor, `${anchor} `, bytes.toString('hex'), bytes.toString('base64url')];
      for (const unit of units) {
        const reads = readsFor(unit, Math.ceil(LENGTH / unit.length)) / LENGTH;
        if (reads > most.reads) Object.assign(most, { reads, unit });
      }
    }
    expect(most.reads, `for ${most.unit}`).toBeLessThan(MOST_READS);
  });
});

describe('SECRET-7 masking again', () => {
  it('changes nothing', () => {
    for (const { text } of samplesOfAllKinds(seededRng(9))) {
      const once = masker.mask(`a ${text} b`);
      expect(masker.mask(once)).toBe(once);
      expect(hasSecretLabel(once)).toBe(once !== `a ${text} b`);
    }
  });

  it('returns innocent data as the same object', () => {
    const data = { id: '01J9Z3M4Q5R6S7T8V9W0X1Y2Z3', list: ['a', { n: 1 }], none: null };
    expect(masker.maskData(data)).toBe(data);
  });
});

describe('SECRET-8 data', () => {
  const token = tokenOf(seededRng(10), 'ghp_<A36-255>');

  it('is masked in texts and keys at any depth', () => {
    const shown = masker.maskData({ a: [{ [token]: 1, text: `x ${token}` }], n: 5 });
    const label = '[secret:github-personal-token]';
    expect(shown).toEqual({ a: [{ [label]: 1, text: `x ${label}` }], n: 5 });
  });

  it('is masked behind the name of a secret', () => {
    const shown = masker.maskData({
      clientSecret: 'k2Jd8s0aLq',
      argv: ['login', '--password', 'k2Jd8s0aLq'],
    });
    expect(shown).toEqual({
      clientSecret: '[secret:named-secret]',
      argv: ['login', '--password', '[secret:named-secret]'],
    });
    const ids = {
      token_id: 'k2Jd8s0aLq9Zx4Vb',
      idempotency_key: 'k2Jd8s0aLq9Zx4Vb',
      tokens_in: 5,
      key: 'k2Jd8s0aLq9Zx4Vb',
    };
    expect(masker.maskData(ids)).toBe(ids);
  });

  it('stays JSON where it is JSON', () => {
    const text = JSON.stringify({ a: VALUES[1], b: `\n${VALUES[2]}` });
    expect(JSON.parse(masker.maskData(text))).toEqual({
      a: '[secret:known-1]',
      b: '\n[secret:known-2]',
    });
  });
});

describe('SECRET-9 blanking', () => {
  it('keeps every line and column', () => {
    const text = `a = 1\nkey = """${PEM}"""\nb = "${VALUES[2]}" # c\n`;
    const blank = masker.blank(text);
    expect(blank).toHaveLength(text.length);
    expect(blank.split('\n').map((line) => line.length)).toEqual(
      text.split('\n').map((line) => line.length),
    );
    expect(blank).not.toContain(VALUES[2]);
    expect(blank.endsWith('" # c\n')).toBe(true);
  });
});
