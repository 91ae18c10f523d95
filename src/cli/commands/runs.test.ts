import { expect, it } from 'vitest';
import type { Answers } from '../testing/peer.ts';
import { sampleProject, sampleRun } from '../testing/samples.ts';
import { useVp } from '../testing/use-vp.ts';

const vp = useVp();

function summaryOf(...of: Parameters<typeof sampleRun>) {
  const { tasks: _tasks, gates: _gates, kpi_violations: _none, ...summary } = sampleRun(...of);
  return summary;
}

/** A peer with these runs, of the one project that is registered. */
const listing = (runs: ReturnType<typeof summaryOf>[]): Answers => ({
  listRuns: async () => ({ runs }),
  listProjects: async () => ({ projects: [sampleProject(vp.repo())] }),
});

it('names the projects; one that was never registered has its number only', async () => {
  const runs = [summaryOf('completed'), summaryOf('completed', { run_id: 'run-2', project_id: 9 })];
  const { stdout } = await vp.run(listing(runs), ['runs']);
  expect(stdout).toMatch(/run-1 +Shop +/);
  expect(stdout).toMatch(/run-2 +Project 9 +/);
});

it('says what a run asks about its budget, what of an ended one ran, and whose budget was overridden', async () => {
  const question = 'Raise the cap, or stop here?';
  const budget_question = {
    approval_id: 4,
    question,
    proposed_budget_usd: 3,
    proposed_duration_minutes: null,
  };
  const at = '2026-11-30T00:00:00Z';
  const budget_overridden = {
    actor: 'ada',
    reason: null,
    from_usd: 1,
    to_usd: 2,
    from_minutes: null,
    to_minutes: null,
    at,
  };
  const counts = { tasks_total: 8, tasks_completed: 8, tasks_skipped: 5 };
  const runs = [
    summaryOf('paused', { budget_question }),
    summaryOf('terminated', { run_id: 'run-2', ...counts, budget_overridden }),
  ];
  const { stdout } = await vp.run(listing(runs), ['runs']);
  expect(stdout).toMatch(/run-1 .*◆ waits for you/);
  expect(stdout).toMatch(/run-2 .*terminated +3\/8 .*budget overridden/);
  expect(stdout).toContain(
    `run-1: ${question} Decide with \`vp approvals approve 4\` or \`reject\`.`,
  );
});

it('lists the runs, and marks one that was completed against its gates: "an overridden run is marked so everywhere"', async () => {
  const overridden = { actor: 'local', reason: 'Known.', scope: 'run', at: '2026-11-30T00:00:00Z' };
  const first = summaryOf('completed');
  const runs = [
    { ...first, overridden },
    { ...first, run_id: 'run-2' },
  ];
  const { exitCode, stdout } = await vp.run(listing(runs), ['runs']);
  expect(exitCode).toBe(0);
  const [, one = '', two = ''] = stdout.split('\n').filter((line) => /run/.test(line));
  expect(one).toMatch(/run-1 .*◌ overridden/);
  expect(two).toMatch(/run-2 .*completed/);
  expect(two).not.toContain('overridden');
});
