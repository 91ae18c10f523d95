import { describe, expect, it } from 'vitest';
import { coverageOf, summarizeSkipped } from './skipped-paths.ts';

describe('SCAN-10 coverage', () => {
  it('counts only gaps against the index', () => {
    const left = [
      { path: 'node_modules/', reason: 'vendored', files: 900 },
      { path: 'big.py', reason: 'too_large', files: 1 },
      { path: 'secret.py', reason: 'unreadable', files: 1 },
    ] as const;
    expect(coverageOf(99, left)).toBe(0.99);
    expect(coverageOf(0, left)).toBe(0);
    expect(coverageOf(0, [])).toBe(1);
  });

  it('sums up by reason, most frequent first', () => {
    const summary = summarizeSkipped(
      [
        { path: 'a.png', reason: 'binary', files: 1 },
        { path: 'x/', reason: 'vendored', files: 40 },
        { path: 'b.png', reason: 'binary', files: 1 },
        { path: 'c.png', reason: 'binary', files: 1 },
      ],
      2,
    );
    expect(summary).toEqual([
      { reason: 'vendored', files: 40, examples: ['x/'] },
      { reason: 'binary', files: 3, examples: ['a.png', 'b.png'] },
    ]);
  });
});
