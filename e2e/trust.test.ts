import { execFileSync } from 'node:child_process';
import { callEngine } from './fixtures/engine-calls.ts';
import { makeRepository } from './fixtures/make-repository.ts';
import { expect, test } from './fixtures/test.ts';

test.setTimeout(300_000);

test('the plan says what a start means for the trust in its repository, a change of its git settings asks in the inbox, and Settings lists what was decided', async ({
  app,
}) => {
  const { page } = app;
  const repository = makeRepository();
  const git = (...args: string[]) => execFileSync('git', args, { cwd: repository.path });
  try {
    const plan = async () => {
      const made = await callEngine(page, 'plms.createProject', {
        name: 'Calculator',
        repo: repository.path,
      });
      const of = { project_id: Number(made['project_id']) };
      await callEngine(page, 'plms.generatePrd', { ...of, goal: 'Make the tests green' });
      await callEngine(page, 'plms.estimateProject', of);
      await page.evaluate((id) => {
        window.location.hash = `#/project/${id}?view=plan`;
      }, of.project_id);
      return of;
    };
    const runOf = async () => {
      await expect(page).toHaveURL(/#\/run\//);
      return decodeURIComponent(/#\/run\/([^?]+)/.exec(page.url())?.[1] ?? '');
    };
    const untilEnded = async (run_id: string) => {
      const status = async () => (await callEngine(page, 'pas.runStatus', { run_id }))['status'];
      await expect.poll(status, { timeout: 120_000 }).toMatch(/completed|needs_review|failed/);
    };
    await plan();
    const says = page.getByText(
      /^Starting records that you trust .*\/calculator: its own commands/,
    );
    await expect(says).toBeVisible();
    await page.getByRole('button', { name: /^Approve, at most/ }).click();
    await expect(says).toBeVisible();
    await page.getByRole('button', { name: /^Start, at most/ }).click();
    await untilEnded(await runOf());

    git('config', 'core.pager', 'sh -c evil');
    await plan();
    const change = page.getByText("core.pager in config: 'sh -c evil' (new)");
    await expect(page.getByText('Will wait for you')).toBeVisible();
    await expect(change).toBeVisible();
    await page.getByRole('button', { name: /^Approve, at most/ }).click();
    await page.getByRole('button', { name: /^Start, at most/ }).click();
    const waiting = await runOf();
    await page.evaluate(() => void (window.location.hash = '#/inbox'));
    const asked = page.getByRole('listitem').filter({ has: change });
    await expect(
      asked.getByText(/changed since this repository was trusted: core\.pager\./),
    ).toBeVisible();
    await asked.getByRole('button', { name: 'Approve and go on' }).click();
    await expect(asked).toHaveCount(0);
    await untilEnded(waiting);

    await page.evaluate(() => void (window.location.hash = '#/settings'));
    const rules = page.getByRole('row').filter({ hasText: 'Trust: the repository’s own commands' });
    await expect(rules.filter({ hasText: repository.path })).toHaveCount(1);
  } finally {
    repository.remove();
  }
});
