import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJsonBody } from './parse-json-body.ts';
import { createBodies } from './read-body.ts';

const MB = 1024 * 1024;

function send(...chunks: Buffer[]): PassThrough {
  const body = new PassThrough({ highWaterMark: 64 * MB });
  for (const chunk of chunks) body.write(chunk);
  return body;
}

describe('"payload limit with a clear 413"', () => {
  it('refuses a body as soon as it is too large, however it is cut', async () => {
    const bodies = createBodies({ eachBytes: MB, togetherBytes: 10 * MB });
    const body = send(Buffer.alloc(MB), Buffer.alloc(1));
    await expect(bodies.read(body)).rejects.toMatchObject({
      code: 'payload_too_large',
      message: 'The body is larger than 1 MB; send less, or in parts.',
    });
    const fits = send(Buffer.alloc(MB));
    fits.end();
    expect((await bodies.read(fits)).length).toBe(MB);
  });

  it('says that a body which broke off was not complete', async () => {
    const body = send(Buffer.from('{"run'));
    const reading = createBodies().read(body);
    body.destroy();
    await expect(reading).rejects.toMatchObject({ code: 'bad_request' });
  });

  it('lets the oldest of many large bodies give way, and no small one', async () => {
    const bodies = createBodies({ eachBytes: 4 * MB, togetherBytes: 6 * MB });
    const small = send(Buffer.alloc(1000));
    const stopped = [1, 2, 3].map(() => send(Buffer.alloc(2 * MB)));
    const smallRead = bodies.read(small);
    const reads = stopped.map((body) => bodies.read(body));
    const newest = send(Buffer.alloc(2 * MB));
    const newestRead = bodies.read(newest);
    await expect(reads[0]).rejects.toMatchObject({ code: 'too_busy' });
    small.end();
    newest.end();
    expect([(await smallRead).length, (await newestRead).length]).toEqual([1000, 2 * MB]);
    for (const body of stopped.slice(1)) body.end();
    expect((await Promise.all(reads.slice(1))).map(({ length }) => length)).toEqual([
      2 * MB,
      2 * MB,
    ]);
  });
});

describe('"JSON parsed within a budget (depth, size)"', () => {
  const parse = (text: string): unknown => parseJsonBody(Buffer.from(text));

  it('takes 50,000 entries and refuses more before it parses them', () => {
    const list = (length: number): string => `[${Array(length).fill('0').join(',')}]`;
    expect(parse(list(50_000))).toHaveLength(50_000);
    expect(() => parse(list(50_001))).toThrow('more than 50000 entries');
    // Were it parsed, it would be malformed.
    expect(() => parse(`${list(50_001)}{`)).toThrow('more than 50000 entries');
    expect(() => parse('['.repeat(101))).toThrow('more than 100 levels');
  });

  it('counts nothing inside of texts, whatever they hold', () => {
    const texts = fc.array(
      fc.string({ unit: fc.constantFrom('\\', '"', '[', ',', '{', 'a', '\n') }),
    );
    fc.assert(
      fc.property(texts, (list) => {
        const value = { list, more: '['.repeat(500) + ','.repeat(60_000) };
        expect(parse(JSON.stringify(value))).toEqual(value);
      }),
    );
  });

  it('names the place of what must not come in', () => {
    expect(() => parse('{"a":[{},{"b":1e999}]}')).toThrow('a[1].b must be a number');
    expect(() => parse('{"a":{"constructor":1}}')).toThrow('a.constructor is a reserved name');
  });

  it('parses large bodies one at a time, with the event loop in between', async () => {
    const bodies = createBodies();
    const bytes = Buffer.from(JSON.stringify({ goal: 'x'.repeat(100_000) }));
    let rounds = 0;
    let isOn = true;
    const round = (): void => {
      rounds++;
      if (isOn) setImmediate(round);
    };
    setImmediate(round);
    const roundOf = async (one: Buffer): Promise<number> => {
      await bodies.parse(one);
      return rounds;
    };
    const large = Array.from({ length: 5 }, () => roundOf(bytes));
    const small = roundOf(Buffer.from('{}'));
    expect(await small).toBe(0);
    expect(new Set(await Promise.all(large)).size).toBe(5);
    const work = Array.from({ length: 5 }, () => bodies.inTurn(100_000, () => rounds));
    expect(new Set(await Promise.all(work)).size).toBe(5);
    const now = rounds;
    expect(await bodies.inTurn(100, () => rounds)).toBe(now);
    isOn = false;
  });
});
