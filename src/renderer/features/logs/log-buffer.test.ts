import type { LogLine } from '#shared/contract/pas-schemas.ts';
import { describe, expect, it } from 'vitest';
import { appendLines, filterLines, plainText } from './log-buffer.ts';

const line = (offset: number, text = `line ${offset}`): LogLine => ({
  offset,
  ts: '2026-11-22T10:00:00Z',
  run_id: 'r1',
  task_id: offset % 2 === 0 ? 'even' : 'odd',
  stream: 'stdout',
  text,
});

describe('the log buffer', () => {
  it('adds each line once and keeps the newest', () => {
    const first = appendLines([], [line(1), line(2)]);
    const second = appendLines(first, [line(2), line(3), line(4)], 3);
    expect(second.map((one) => one.offset)).toEqual([2, 3, 4]);
  });

  it('filters by words in text and task', () => {
    const lines = [line(1, 'FAIL adds'), line(2, 'ok adds'), line(3, 'FAIL divides')];
    expect(filterLines(lines, 'fail ODD').map((one) => one.offset)).toEqual([1, 3]);
    expect(filterLines(lines, '  ')).toBe(lines);
  });

  it('strips terminal colours', () => {
    const esc = String.fromCodePoint(27);
    expect(plainText(`${esc}[31mred${esc}[0m ${esc}[2K[not an escape]`)).toBe(
      'red [not an escape]',
    );
  });
});
