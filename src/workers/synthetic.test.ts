import { expect, it } from 'vitest';
import { runSynthetic } from './synthetic.ts';

it('ends at once at an infinite time scale, and says what it declared', async () => {
  const result = await runSynthetic(
    {
      kind: 'synthetic',
      taskId: 'a',
      attempt: 1,
      lane: 'Code-Impl',
      seconds: 12,
      timeScale: Infinity,
    },
    new AbortController().signal,
    () => {},
  );
  expect(result.outcome).toBe('succeeded');
  expect(result.outputTail).toContain('12.0 s declared');
});
