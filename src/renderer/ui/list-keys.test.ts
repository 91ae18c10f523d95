import { describe, expect, it } from 'vitest';
import { nextRow } from './list-keys.ts';

describe('nextRow', () => {
  it('enters at the near end and stays at the ends', () => {
    expect(nextRow(-1, 1, 3)).toBe(0);
    expect(nextRow(-1, -1, 3)).toBe(2);
    expect(nextRow(1, 1, 3)).toBe(2);
    expect(nextRow(2, 1, 3)).toBe(2);
    expect(nextRow(0, -1, 3)).toBe(0);
  });
});
