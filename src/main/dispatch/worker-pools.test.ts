import { expect, test } from 'vitest';
import { createWorkerPools } from './worker-pools.ts';

test('threads end only when the host has answered what it was asked', async () => {
  const pools = createWorkerPools();
  const asked = pools.ask({ kind: 'sandbox_self_test' });
  await pools.destroy();
  expect((await asked).kind).toBe('sandbox_self_test');
  expect(pools.threads()).toBe(0);
});
