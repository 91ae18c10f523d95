import { expect, test } from 'vitest';
import { useEngines } from '../testing/use-engines.ts';

const { start, dataDir: newDataDir } = useEngines();

const run = { project_id: 1, run_id: 'r' };
const card = { ...run, lane: 'Code-Impl', kind: 'external' };
const receipt = {
  run_id: 'r',
  lane: 'Code-Impl',
  provider: 'p',
  time_ms: 1,
  cost_usd: 0.6,
  status: 'ok',
};

test('the budgets of project and day count the receipt of a task that never ran here once', async () => {
  const engine = await start();
  const { pas } = engine;
  const { budgets } = engine.engine.spine;
  const { task_id: taskId } = await pas.submitJobcard(card);
  await pas.storeReceipt({ ...receipt, task_id: taskId });
  await pas.setBudgets({ project_id: 1, project_usd: 2, day_usd: 3 });
  const spent = () => budgets.levels(1).map((level) => level.spent.micro);
  expect(spent()).toEqual([600_000, 600_000]);
  const next = await pas.submitJobcard(card);
  await pas.storeReceipt({ ...receipt, task_id: next.task_id, cost_usd: 0.1 });
  expect(spent()).toEqual([700_000, 700_000]);
});

test.each(['pause', 'kill'] as const)(
  'BUDGET-11 (%s) a breach that an engine did not live to look at is looked at by the next one',
  async (policy) => {
    const dataDir = newDataDir();
    const first = await start({ dataDir });
    await first.pas.startRun({
      ...run,
      budget_caps: { budget_usd: 1 },
      breach_policy: policy,
    });
    const { task_id: paid } = await first.pas.submitJobcard({ ...card, budget_usd: 0.1 });
    await first.pas.submitJobcard({ ...card, budget_usd: 0.1, deps: [paid] });
    await first.pas.submitJobcard({ ...card, budget_usd: 0.1, deps: [paid] });
    await first.untilTask(paid, 'running');
    await first.stop();
    // It takes the receipt and does nothing more: what an engine that dies right then leaves.
    const dying = await start({ dataDir, dispatch: false });
    await dying.pas.storeReceipt({ ...receipt, task_id: paid, cost_usd: 1.2 });
    await dying.stop();
    const next = await start({ dataDir });
    await next.untilRun('r', policy === 'pause' ? 'paused' : 'terminated');
    const { approvals } = await next.pas.listApprovals({ status: 'pending' });
    expect(approvals).toHaveLength(policy === 'pause' ? 1 : 0);
    const { tasks } = await next.pas.runStatus({ run_id: 'r' });
    expect(tasks.filter((task) => task.status === 'running')).toEqual([]);
    expect(next.errors).toEqual([]);
  },
);
