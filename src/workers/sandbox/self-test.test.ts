import { describe, expect, it } from 'vitest';
import { selfTestSandbox } from './self-test.ts';

describe('selfTestSandbox', () => {
  it('S7 proves that bubblewrap keeps writes, connections and keys inside', async () => {
    const report = await selfTestSandbox();
    expect(report).toEqual({ driver: 'bubblewrap', ok: true, detail: expect.any(String) });
  });
});
