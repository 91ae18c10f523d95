import { expect, it } from 'vitest';
import { decideAfterCrash } from './decide-after-crash.ts';

const rng = { next: () => 0.5 };

it('RETRY-5 a task is tried again after a crash, and set aside at the tenth it was there for', () => {
  for (let attempts = 1; attempts < 10; attempts += 1)
    expect(decideAfterCrash(attempts, rng).kind).toBe('retry');
  expect(decideAfterCrash(10, rng)).toMatchObject({ kind: 'give_up', poisoned: true });
});
