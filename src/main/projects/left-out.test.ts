import { expect, test } from 'vitest';
import { must } from '#shared/assert.ts';
import { nodeProject } from '../testing/make-repository.ts';
import { useEngines } from '../testing/use-engines.ts';

const { start, repoOf } = useEngines();

const GOAL = 'All tests pass. Write an API endpoint that adds two numbers.';

test('“tasks left out of a run are grouped and named, totals add up over what will run”', async () => {
  const engine = await start({ synthetic: false });
  const { plms, pas } = engine;
  const { project_id } = await plms.createProject({ name: 'Sums', repo: repoOf(nodeProject()) });
  const { plan } = await plms.generatePrd({ project_id, goal: GOAL });
  const left = plan.tasks.filter(({ runnable }) => !runnable);
  const willRun = plan.tasks.filter(({ runnable }) => runnable);
  expect([left.length, willRun.length].every((count) => count > 0)).toBe(true);

  const { tasks, totals } = await plms.estimateProject({ project_id });
  const shown = tasks.flatMap(({ runnable, estimate }) => (runnable ? (estimate ?? []) : []));
  expect(shown).toHaveLength(willRun.length);
  const sum = (of: (one: (typeof shown)[number]) => number) =>
    shown.reduce((total, one) => total + of(one), 0);
  expect(totals.tokens.mean).toBe(sum(({ tokens }) => tokens.mean));
  expect(totals.cost_usd.mean).toBe(sum(({ cost_usd }) => cost_usd.mean));
  // They run side by side, so the time is no sum; it is none of what is left out, either.
  expect(totals.time_ms.mean).toBeLessThanOrEqual(sum(({ time_ms }) => time_ms.mean));

  const started = await plms.startProject({ project_id }, { idempotencyKey: 'left-out-1' });
  const { run_id } = started;
  expect(started.pas_job_cards).toHaveLength(willRun.length);
  const run = await pas.runStatus({ run_id });
  const names = left.map(({ title }) => title);
  expect(run.left_out.map(({ title }) => title)).toEqual(names);
  expect(run.left_out[0]?.why).toBe('a model is needed and none is configured');
  expect(run.tasks_total).toBe(run.tasks.length);
  expect(run.tasks_total).toBe(willRun.length);
  await engine.untilRun(run_id, 'completed', 'needs_review', 'failed');
  // The promise is the one of what ran.
  expect((await pas.runOutcome({ run_id })).promise.time_ms).toMatchObject({
    mean: totals.time_ms.mean,
  });
  // A later plan says nothing of it.
  await plms.generatePrd({ project_id, goal: 'All tests pass.' });
  const later = await pas.runStatus({ run_id });
  expect(later.left_out.map(({ title }) => title)).toEqual(names);
});

test('“an overridden run is marked so everywhere”: list, status, outcome, project and its list', async () => {
  const engine = await start({ synthetic: false });
  const { plms, pas } = engine;
  const repo = repoOf(nodeProject({ test: true }));
  const { project_id } = await plms.createProject({ name: 'Sums', repo });
  const { run_id } = await plms.startProject({ project_id }, { idempotencyKey: 'override-1' });
  await engine.untilRun(run_id, 'needs_review');
  expect(await plms.getProject({ project_id })).toMatchObject({ overridden: false });
  await plms.completeProject({ project_id, override_reason: 'known to be flaky' });
  const overridden = { actor: 'local', reason: 'known to be flaky', scope: 'run' };
  expect(await pas.runStatus({ run_id })).toMatchObject({ status: 'completed', overridden });
  expect((await pas.listRuns({})).runs).toMatchObject([{ overridden }]);
  expect(await pas.runOutcome({ run_id })).toMatchObject({ end: 'overridden', overridden });
  expect((await plms.listProjects({})).projects).toMatchObject([{ overridden: true }]);
  const detail = await plms.getProject({ project_id });
  expect(detail).toMatchObject({ overridden: true, runs: [{ overridden: true }] });
});

test('“failed and terminated runs show what ended, not 100 %”: what never ran is counted apart', async () => {
  const engine = await start();
  const { pas } = engine;
  const card = { project_id: 1, run_id: 'r', lane: 'Narrative', kind: 'external' };
  for (let n = 0; n < 3; n += 1) await pas.submitJobcard(card);
  const first = must((await pas.runStatus({ run_id: 'r' })).tasks[0], 'three cards').task_id;
  await pas.submitJobcard({ ...card, deps: [first] });
  await pas.startRun({ project_id: 1, run_id: 'r' });
  const receipt = { run_id: 'r', lane: 'Narrative', provider: 'p', time_ms: 1, cost_usd: 0 };
  await pas.storeReceipt({ ...receipt, task_id: first, status: 'failed' });
  await engine.until(
    () => engine.engine.spine.store.read.tasks.countSkipped('r') === 1,
    'what depends on it is skipped',
  );
  await pas.terminateRun({ run_id: 'r' });
  const run = await pas.runStatus({ run_id: 'r' });
  expect(run).toMatchObject({ tasks_total: 4, tasks_skipped: 1 });
});
