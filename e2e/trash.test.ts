import { callEngine } from './fixtures/engine-calls.ts';
import { expect, test } from './fixtures/test.ts';

test('a run and a project are deleted with a list of what goes, undone, and restored from Settings', async ({
  app,
}) => {
  const { page } = app;
  const made = await callEngine(page, 'plms.createProject', { name: 'Shop' });
  const of = { project_id: Number(made['project_id']), run_id: 'r-1' };
  const card = { ...of, lane: 'Code-Impl', kind: 'external', payload: {} };
  const { task_id } = await callEngine(page, 'pas.submitJobcard', card);
  await callEngine(page, 'pas.startRun', of);
  const receipt = { ...of, task_id, lane: 'Code-Impl', provider: 'p', time_ms: 5, cost_usd: 0.5 };
  await callEngine(page, 'pas.storeReceipt', { ...receipt, status: 'ok' });
  const runStatus = async () => (await callEngine(page, 'pas.runStatus', of))['status'];
  await expect.poll(runStatus).toMatch(/completed|needs_review|failed/);

  await page.evaluate(() => void (window.location.hash = '#/run/r-1'));
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Delete run “r-1”?' });
  await expect(dialog.getByText('1 run with 1 task, 1 attempt, 1 receipt')).toBeVisible();
  await expect(dialog.getByText('$0.50 that was spent')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Keep it' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('heading', { name: /r-1|run 1/i }).first()).toBeVisible();

  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(dialog.getByText('$0.50 that was spent')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Keep it' })).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The run “r-1” is in the trash.')).toBeVisible();
  await expect(page).toHaveURL(/#\/project\/\d+\?view=runs/);
  await expect(page.getByRole('link', { name: /r-1/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('The run “r-1” is in the trash.')).toBeHidden();
  await expect.poll(runStatus).toMatch(/completed|needs_review|failed/);

  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('button', { name: 'Move to trash' }).click();
  await expect(page).toHaveURL(/#\/projects/);
  await page.evaluate(() => void (window.location.hash = '#/settings'));
  await page.getByRole('button', { name: 'Remove Shop for good' }).click();
  const remove = page.getByRole('button', { name: 'Remove for good', exact: true });
  await expect(remove).toBeDisabled();
  await page.getByLabel('Type Shop to remove it').fill('Shop');
  await expect(remove).toBeEnabled();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Restore Shop' }).click();
  await expect(page.getByText('The trash is empty.')).toBeVisible();
  await expect.poll(runStatus).toMatch(/completed|needs_review|failed/);
});
