import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { parseArgv } from './parse-argv.ts';
import {
  parseDuration,
  parseIdempotencyKey,
  parseLineCount,
  parsePort,
  parseProjectId,
  parseShare,
  parseTimeScale,
  parseUsd,
} from './parse-values.ts';
import { readPrd } from './read-prd.ts';

describe('a typed command', () => {
  it.each([
    ['npm test', ['npm', 'test']],
    ['  python3 -m pytest  -q ', ['python3', '-m', 'pytest', '-q']],
    [`node -e 'a b; c' "d \\"e\\" $"`, ['node', '-e', 'a b; c', 'd "e" $']],
    [`go test ./... -run "A|B" ''`, ['go', 'test', './...', '-run', 'A|B', '']],
    ['a\\ b', ['a b']],
  ])('%s is split as a shell would', (text, argv) => expect(parseArgv(text)).toEqual(argv));

  it.each(['a && b', 'a | b', 'a > b', 'a $HOME', 'a *.ts', 'a; b', '`a`'])(
    '%s needs a shell and is refused',
    (text) => expect(() => parseArgv(text)).toThrow(/needs a shell/),
  );

  it('is refused when a quote is open or nothing is there', () => {
    expect(() => parseArgv("npm 'test")).toThrow(/not closed/);
    expect(() => parseArgv('  ')).toThrow(/empty/);
  });
});

it('takes values with a unit and refuses others with what is expected', () => {
  expect(parseShare('1%')).toBeCloseTo(0.01);
  expect(parseShare('0.2')).toBe(0.2);
  expect(() => parseShare('0.3')).toThrow(/0\.2/);
  expect(parseUsd('$2.50')).toBe(2.5);
  for (const text of ['1,50', '1,000']) expect(() => parseUsd(text)).toThrow(/write 1\.50/);
  expect(() => parseUsd('-1')).toThrow(/dollars/);
  expect(() => parseUsd('1e999')).toThrow(/dollars/);
  expect(() => parseUsd('')).toThrow(/dollars/);
  expect(['90s', '30m', '1.5h', '1d'].map((text) => parseDuration(text))).toEqual([
    1.5, 30, 90, 1440,
  ]);
  for (const text of ['0m', '-5m', 'NaN', 'abc', '30', '1e12m', '366d', ''])
    expect(() => parseDuration(text)).toThrow(/90s, 30m, 1\.5h or 1d/);
  expect(parsePort('0')).toBe(0);
  expect(() => parsePort('65536')).toThrow(/port/);
  expect(() => parseLineCount('1.5')).toThrow(/whole number/);
  expect(() => parseProjectId('x')).toThrow(/vp projects/);
  expect(parseTimeScale('Infinity')).toBe(Number.POSITIVE_INFINITY);
  expect(() => parseTimeScale('0')).toThrow(/above 0/);
  expect(parseIdempotencyKey('12345678')).toBe('12345678');
  expect(() => parseIdempotencyKey('1234567')).toThrow(/8 to 255/);
});

describe('a PRD file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vp-prd-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is read as text', async () => {
    await writeFile(join(folder, 'prd.md'), '# Größe\n');
    expect(await readPrd('prd.md', folder)).toBe('# Größe\n');
  });

  it.each([
    ['missing.md', null, /no file missing\.md/],
    ['empty.md', ' \n', /empty/],
    ['zero.bin', 'a\0b', /not text/],
    ['latin.txt', Buffer.from([0x47, 0xf6]), /not text/],
    ['large.md', 'x'.repeat(1_000_001), /too large/],
    ['huge.md', Buffer.alloc(5_000_000, 'x'), /too large/],
  ])('%s is refused with a sentence', async (name, content, sentence) => {
    if (content !== null) await writeFile(join(folder, name), content);
    const failure = await readPrd(name, folder).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AppError);
    expect(failure).toMatchObject({
      code: 'bad_request',
      message: expect.stringMatching(sentence),
    });
  });

  it('that is a folder is refused with a sentence', async () => {
    await expect(readPrd('.', folder)).rejects.toThrow(/is a folder/);
  });
});
