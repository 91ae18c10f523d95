import { expect, test } from 'vitest';
import { createWorkerPools } from './worker-pools.ts';

test('threads end only when the host has answered what it was asked', async () => {
  const pools = createWorkerPools();
  const asked = pools.ask({ kind: 'sandbox_self_test' });
  await pools.destroy();
  expect((await asked).kind).toBe('sandbox_self_test');
  expect(pools.threads()).toBe(0);
});

test('"reports parsed in a worker": a hostile one is refused there, and main goes on', async () => {
  const pools = createWorkerPools();
  let rounds = 0;
  let isReading = true;
  const round = (): void => {
    rounds += 1;
    if (isReading) setImmediate(round);
  };
  setImmediate(round);
  const read = (report: string) => pools.measureTests('junit', { report, stdout: '', exitCode: 1 });
  const case_ = '<testcase name="a" classname="b"><failure>no</failure></testcase>';
  const large = await read(`<testsuite>${case_.repeat(100_000)}</testsuite>`);
  expect(large).toMatchObject({ kind: 'tests', report: { failed: 100_000 } });
  expect(await read('<testsuite>'.repeat(1_000_000))).toMatchObject({
    kind: 'exit',
    note: 'the JUnit report is too deeply nested XML',
  });
  isReading = false;
  // Read on this thread, two reports would be two rounds.
  expect(rounds).toBeGreaterThan(10);
  await pools.destroy();
});
