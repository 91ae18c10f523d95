import { expect, it } from 'vitest';
import { sampleRun } from '../testing/samples.ts';
import { useVp } from '../testing/use-vp.ts';

const vp = useVp();

it('lists the runs, and marks one that was completed against its gates: "an overridden run is marked so everywhere"', async () => {
  const overridden = { actor: 'local', reason: 'Known.', scope: 'run', at: '2026-11-30T00:00:00Z' };
  const { tasks: _tasks, gates: _gates, kpi_violations: _none, ...first } = sampleRun('completed');
  const runs = [
    { ...first, overridden },
    { ...first, run_id: 'run-2' },
  ];
  const { exitCode, stdout } = await vp.run({ listRuns: async () => ({ runs }) }, ['runs']);
  expect(exitCode).toBe(0);
  const [, one = '', two = ''] = stdout.split('\n').filter((line) => /run/.test(line));
  expect(one).toMatch(/run-1 .*◌ overridden/);
  expect(two).toMatch(/run-2 .*completed/);
  expect(two).not.toContain('overridden');
});
