import type { Page } from '@playwright/test';
import { callEngine } from './fixtures/engine-calls.ts';
import type { LaunchedApp } from './fixtures/launch-app.ts';
import { makeRepository } from './fixtures/make-repository.ts';
import { expect, test } from './fixtures/test.ts';

const RUN_LIMIT_MS = 300_000;

/** Home → open repository by the folder dialog → new project with a plan and an estimate. */
async function planProject({ app, folder }: { app: LaunchedApp; folder: string }): Promise<Page> {
  const { page } = app;
  if (app.shell === 'stand-in') {
    await app.evaluate(({ shown }, chosen) => {
      shown.nextFolder = chosen;
    }, folder);
    await page.getByRole('button', { name: 'Choose…' }).click();
    await expect(page.getByLabel('Open a repository')).toHaveValue(folder);
  } else {
    await page.getByLabel('Open a repository').fill(folder);
  }
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'New project' })).toBeVisible();
  await expect(page.getByLabel('Repository', { exact: true })).toHaveValue(folder);
  await expect(page.getByLabel('Name')).toHaveValue('calculator');
  await page
    .getByLabel('What should be true when it is done?')
    .fill('The calculator is verified: all its tests and its linter pass.');
  await page.getByRole('button', { name: 'Plan and estimate' }).click();
  await expect(page.getByRole('heading', { name: 'calculator' })).toBeVisible();
  return page;
}

async function approveAndStart(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Approve, at most $1.00' }).click();
  await page.getByRole('button', { name: 'Start, at most $1.00' }).click();
  await expect(page).toHaveURL(/#\/run\/[^?]+\?view=timeline$/);
  return decodeURIComponent(/#\/run\/([^?]+)\?/.exec(page.url())?.[1] ?? '');
}

test.setTimeout(RUN_LIMIT_MS * 2);

test('a repository is opened, planned, estimated, approved and run to completion with evidence', async ({
  app,
}) => {
  const repository = makeRepository();
  const page = await planProject({ app, folder: repository.path });
  await page.screenshot({ path: 'e2e/output/plan.png' });
  const runId = await approveAndStart(page);
  await expect
    .poll(async () => (await callEngine(page, 'pas.runStatus', { run_id: runId }))['status'], {
      timeout: RUN_LIMIT_MS,
    })
    .toBe('completed');
  await page.screenshot({ path: 'e2e/output/run.png' });
  await page.getByRole('tab', { name: /^Proof/ }).click();
  const tests = page.getByRole('listitem').filter({ hasText: 'test_pass_rate' }).first();
  await tests.locator('summary').click();
  await expect(tests.getByText('2 executed, 0 failed')).toBeVisible();
  await expect(tests.getByText(/node --test|npm (run )?test/).first()).toBeVisible();
  await page.screenshot({ path: 'e2e/output/gates.png' });
  repository.remove();
});

test('a broken test leads to needs review, with the failing test named', async ({ app }) => {
  const repository = makeRepository({ broken: true });
  const page = await planProject({ app, folder: repository.path });
  const runId = await approveAndStart(page);
  await expect
    .poll(async () => (await callEngine(page, 'pas.runStatus', { run_id: runId }))['status'], {
      timeout: RUN_LIMIT_MS,
    })
    .toBe('needs_review');
  await page.getByRole('tab', { name: /^Proof/ }).click();
  await expect(page.getByText('Failing tests').first()).toBeVisible();
  await expect(page.getByText('adds negatives').first()).toBeVisible();
  await page.screenshot({ path: 'e2e/output/needs-review.png' });
  repository.remove();
});
