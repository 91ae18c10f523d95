import type { Page } from '@playwright/test';
import { callEngine } from './fixtures/engine-calls.ts';
import { go, look } from './fixtures/look-at.ts';
import { makeRepository } from './fixtures/make-repository.ts';
import { expect, test } from './fixtures/test.ts';

test.setTimeout(300_000);

const GOAL =
  'All tests pass. Write an API endpoint that adds two numbers. Document it in the README.';

/** A planned and estimated project whose plan holds tasks that need a model. */
async function planned(page: Page, repo: string): Promise<number> {
  const made = await callEngine(page, 'plms.createProject', { name: 'Sums', repo });
  const project_id = made['project_id'] as number;
  await callEngine(page, 'plms.generatePrd', { project_id, goal: GOAL });
  await callEngine(page, 'plms.estimateProject', { project_id });
  return project_id;
}

test('“the button says the cap; a cap above $1 and more than ten times the estimate is asked once more”, by keyboard; “tasks left out are grouped and named”', async ({
  app,
}) => {
  const { page } = app;
  const repository = makeRepository();
  try {
    const project_id = await planned(page, repository.path);
    await go(page, `#/project/${project_id}?view=plan`);
    const left = page.getByRole('group').filter({ hasText: /left out: a model is needed/ });
    await expect(left.first()).toBeVisible();
    const rows = page.getByRole('table', { name: 'Estimate of every task' }).locator('tbody tr');
    const foot = page.getByText(/^Total of \d+ tasks?/);
    await expect(foot).toContainText(`Total of ${await rows.count()} task`);

    const cap = page.getByLabel('Budget cap in dollars');
    await cap.fill('1,50');
    await expect(page.getByText(/write 1\.50 for one and a half dollars/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Approve', exact: true })).toBeDisabled();
    await cap.fill('150');
    await cap.press('Enter');
    const asked = page.getByRole('group', { name: 'Is this cap meant?' });
    await expect(asked).toContainText('A cap of $150.00 is more than ten times the estimate of');
    await look(page, 'money-asked');
    // The way back has the focus: a second Enter approves nothing.
    await expect(asked.getByRole('button', { name: 'No, change it' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(asked).toHaveCount(0);
    await cap.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const start = page.getByRole('button', { name: 'Start, at most $150.00' });
    await expect(start).toBeVisible();
    await look(page, 'money-start');
    await start.press('Enter');
    await expect(page).toHaveURL(/#\/run\//);
    await expect(left.first()).toBeVisible();
    await look(page, 'money-left-out');
  } finally {
    repository.remove();
  }
});

test('“a run that waits for a budget answer shows the question wherever the run is shown”, overridden and ended ones are marked', async ({
  app,
}) => {
  const { page } = app;
  const ids = { project_id: 900_001, run_id: 'asks' };
  const card = { ...ids, lane: 'Narrative', kind: 'external', budget_usd: 0.1 };
  const { task_id } = await callEngine(page, 'pas.submitJobcard', card);
  for (let n = 0; n < 3; n += 1) await callEngine(page, 'pas.submitJobcard', card);
  await callEngine(page, 'pas.startRun', { ...ids, budget_caps: { budget_usd: 1 } });
  const paid = { task_id, run_id: 'asks', lane: 'Narrative', provider: 'e2e', time_ms: 1000 };
  await callEngine(page, 'pas.storeReceipt', { ...paid, cost_usd: 0.4, status: 'succeeded' });

  const other = { project_id: 900_002, run_id: 'ended' };
  for (let n = 0; n < 8; n += 1)
    await callEngine(page, 'pas.submitJobcard', { ...card, ...other, budget_usd: 0.2 });
  await callEngine(page, 'pas.startRun', { ...other, budget_caps: { budget_usd: 0.5 } });
  await callEngine(page, 'pas.terminateRun', { run_id: 'ended' });

  const third = { project_id: 900_003, run_id: 'overridden' };
  const done = await callEngine(page, 'pas.submitJobcard', { ...card, ...third });
  const of = { task_id: done['task_id'], run_id: 'overridden' };
  await callEngine(page, 'pas.startRun', third);
  const kpi = { kpi_name: 'readability', value: 20, threshold: 12, pass: false };
  await callEngine(page, 'pas.storeKpi', { ...of, ...kpi });
  const receipt = { ...paid, ...of, cost_usd: 0, status: 'succeeded' };
  await callEngine(page, 'pas.storeReceipt', receipt);
  const status = async () => (await callEngine(page, 'pas.runStatus', of))['status'];
  await expect.poll(status).toBe('needs_review');
  const word = { reason: 'a text for experts', scope: 'run' };
  await callEngine(page, 'pas.overrideRun', { run_id: 'overridden', ...word });

  const question = /^Projected spend is \$1\.60/;
  await go(page, '#/');
  const row = page.getByRole('row').filter({ hasText: question });
  await expect(row).toBeVisible();
  await expect(page.getByText('waits for you').first()).toBeVisible();
  await look(page, 'money-now');
  await row.getByRole('link', { name: 'Answer' }).press('Enter');
  await expect(page).toHaveURL(/#\/run\/asks/);
  const asked = page.getByRole('region', { name: 'A question about the budget' });
  await expect(asked).toContainText(question);
  await look(page, 'money-run');
  await go(page, '#/inbox');
  await expect(page.getByText(question).first()).toBeVisible();
  await look(page, 'money-inbox');

  // A resume lets it go on and keeps the question.
  await callEngine(page, 'pas.resumeRun', { run_id: 'asks', reason: 'nearly done' });
  await go(page, '#/run/asks');
  await expect(page.getByText('executing, asks you')).toBeVisible();
  await expect(asked).toBeVisible();
  await asked.getByRole('button', { name: /^Go on, at most/ }).press('Enter');
  await expect(asked).toHaveCount(0);
  await expect(page.getByText(/^Budget raised from \$1\.00 to/)).toBeVisible();
  await look(page, 'money-raised');

  await go(page, '#/run/overridden');
  const outcome = page.getByRole('region', { name: /overridden/ });
  await expect(outcome).toContainText('by local, for this run: a text for experts');
  await look(page, 'money-overridden');

  await go(page, '#/run/ended');
  await expect(page.getByText(/of 8 tasks ended, \d never ran/).first()).toBeVisible();
  await expect(page.getByText('100 %')).toHaveCount(0);
  await look(page, 'money-ended');
});
