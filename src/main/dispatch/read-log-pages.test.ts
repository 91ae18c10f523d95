import { appendFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { LogLine } from '#shared/contract/pas-schemas.ts';
import { createTurns, type Turns } from '../streams/take-turns.ts';
import { readLogAfter, readLogTail } from './read-log-pages.ts';

const folder = mkdtempSync(join(tmpdir(), 'slipway-logs-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ALL = (): boolean => true;
let files = 0;

/** A log of so many lines, each with its number, of two tasks in turns. */
function logOf(count: number, textLength = 20) {
  const file = join(folder, `${files++}.jsonl`);
  const lines = Array.from({ length: count }, (_, n) => {
    const text = `${n} ${'ü'.repeat(textLength)}`;
    return JSON.stringify({ ts: '', run_id: 'r', stream: 'stdout', task_id: `t${n % 2}`, text });
  });
  writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
  return file;
}

function reading(file: string, isWanted: (line: LogLine) => boolean = ALL, turns?: Turns) {
  return { file, size: statSync(file).size, isWanted, turns: turns ?? createTurns({ rest: 0 }) };
}
const numbers = (lines: readonly LogLine[]): number[] =>
  lines.map(({ text }) => Number(text.split(' ')[0]));
const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, at) => from + at);

describe('readLogTail', () => {
  it('gives the last lines of a file of any length, in order', async () => {
    for (const count of [0, 1, 5, 3000]) {
      const file = logOf(count);
      const { lines, next } = await readLogTail(reading(file), 2000);
      expect(numbers(lines)).toEqual(range(Math.max(0, count - 2000), count));
      expect(next).toBe(statSync(file).size);
    }
  });

  it('looks for lines of one task through pages that have none', async () => {
    const file = logOf(3000);
    const { lines } = await readLogTail(
      reading(file, ({ text }) => Number(text.split(' ')[0]) % 1000 === 7),
      2,
    );
    expect(numbers(lines)).toEqual([1007, 2007]);
  });

  it('takes a line that is longer than a page, and leaves one that is being written', async () => {
    const file = logOf(3, 200_000);
    appendFileSync(file, '{"text":"unfini');
    const { lines, next } = await readLogTail(reading(file), 2);
    expect(numbers(lines)).toEqual([1, 2]);
    expect(next).toBe(lines.at(-1)?.offset);
    appendFileSync(file, 'shed","task_id":"t0"}\n');
    expect((await readLogAfter(reading(file), next)).lines.map(({ text }) => text)).toEqual([
      'unfinished',
    ]);
  });

  it('answers with 1 MB and never parses more than a page in one piece', async () => {
    const file = logOf(30_000, 40);
    let pieces = 0;
    const turns: Turns = {
      async take(piece) {
        pieces += 1;
        return piece();
      },
    };
    const { lines } = await readLogTail(reading(file, ALL, turns), 10_000);
    const bytes = statSync(file).size - (lines[0]?.offset ?? 0);
    expect(bytes).toBeGreaterThan(900_000);
    expect(bytes).toBeLessThan(1_300_000);
    expect(pieces).toBeGreaterThan(bytes / 80_000);
  });
});

describe('readLogAfter', () => {
  it('reads everything when each answer is asked for where the last one ended', async () => {
    const file = logOf(20_000, 40);
    const all: number[] = [];
    let answers = 0;
    for (let after = 0; ;) {
      const { lines, next } = await readLogAfter(reading(file), after);
      all.push(...numbers(lines));
      if (next === after) break;
      after = next;
      answers += 1;
    }
    expect(all).toEqual(range(0, 20_000));
    expect(answers).toBeGreaterThan(2);
  });
});
