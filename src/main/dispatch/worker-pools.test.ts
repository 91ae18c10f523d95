import { expect, test } from 'vitest';
import { createWorkerPools } from './worker-pools.ts';

test('threads end only when the host has answered what it was asked', async () => {
  const pools = createWorkerPools();
  const asked = pools.ask({ kind: 'sandbox_self_test' });
  await pools.destroy();
  expect((await asked).kind).toBe('sandbox_self_test');
  expect(pools.threads()).toBe(0);
});

test('"reports parsed in a worker": each is read or refused in a thread of their own', async () => {
  const pools = createWorkerPools();
  const before = pools.threads();
  const read = (report: string) => pools.measureTests('junit', { report, stdout: '', exitCode: 1 });
  const case_ = '<testcase name="a" classname="b"><failure>no</failure></testcase>';
  expect(await read(`<testsuite>${case_.repeat(100_000)}</testsuite>`)).toMatchObject({
    kind: 'tests',
    report: { failed: 100_000 },
  });
  expect(await read('<testsuite>'.repeat(1_000_000))).toMatchObject({
    kind: 'exit',
    note: 'the JUnit report is too deeply nested XML',
  });
  expect(pools.threads()).toBe(before + 1);
  await pools.destroy();
});
