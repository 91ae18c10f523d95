import type { Page } from '@playwright/test';
import {
  chooseInTray,
  clickNotice,
  closeWindow,
  isWindowVisible,
  readNotices,
  readTray,
} from './fixtures/desktop.ts';
import { callEngine, startSyntheticRun } from './fixtures/engine-calls.ts';
import { electronProgram, launchApp, type LaunchedApp } from './fixtures/launch-app.ts';
import { expect, test } from './fixtures/test.ts';

test.describe.configure({ mode: 'serial' });

let app: LaunchedApp;
let page: Page;
test.beforeAll(async () => {
  test.skip(
    electronProgram() !== null,
    'Electron gives no way to look into a tray or a notification',
  );
  app = await launchApp();
  ({ page } = app);
});
test.afterAll(() => app.close());

test('no notification is shown while the person is looking', async () => {
  await startSyntheticRun(page, 'seen-run', 1);
  await callEngine(page, 'pas.terminateRun', { run_id: 'seen-run' });
  await expect.poll(async () => (await readTray(app)).toolTip).toBe('Slipway: idle');
  expect(await readNotices(app)).toEqual([]);
});

test('the tray follows the runs: idle, running with its menu, paused by “pause all”', async () => {
  await expect.poll(async () => (await readTray(app)).toolTip).toBe('Slipway: idle');
  const idle = await readTray(app);
  expect(idle.labels).toEqual(['Slipway: idle', 'Pause all runs', 'Open Slipway', 'Quit']);
  expect(idle.enabled).toMatchObject({ 'pause-all': false, open: true, quit: true });

  await startSyntheticRun(page, 'tray-run', 30);
  await expect
    .poll(async () => (await readTray(app)).toolTip)
    .toMatch(/^Slipway: 1 run · \d+ of 30 tasks · \$\d/);
  const running = await readTray(app);
  expect(running.labels[1]).toMatch(/^tray-run: executing, \d+ of 30 tasks$/);
  expect(running.enabled['pause-all']).toBe(true);
  expect(running.shape).not.toBe(idle.shape);

  await chooseInTray(app, 'pause-all');
  await expect.poll(async () => (await readTray(app)).labels[1]).toMatch(/^tray-run: paused/);
  const status = await callEngine(page, 'pas.runStatus', { run_id: 'tray-run' });
  expect(status['status']).toBe('paused');
  expect((await readTray(app)).shape).toBe(idle.shape);

  await chooseInTray(app, 'run:tray-run');
  await expect(page).toHaveURL(/#\/run\/tray-run\?view=timeline$/);
  await callEngine(page, 'pas.terminateRun', { run_id: 'tray-run' });
  await expect.poll(async () => (await readTray(app)).toolTip).toBe('Slipway: idle');
});

test('a run that ends while the window is away raises a notification, and a click shows it', async () => {
  await closeWindow(app);
  await startSyntheticRun(page, 'told-run', 1);
  await callEngine(page, 'pas.terminateRun', { run_id: 'told-run' });
  const title = 'Run told-run was terminated';
  await expect.poll(() => readNotices(app)).toContain(title);
  await clickNotice(app, title);
  expect(await isWindowVisible(app)).toBe(true);
  await expect(page).toHaveURL(/#\/run\/told-run\?view=timeline$/);
});

test('spend that reaches the cap pauses the run, alarms, and goes on once approved', async () => {
  const ids = { project_id: 1, run_id: 'dear-run' };
  const card = { ...ids, lane: 'Narrative', kind: 'external', budget_usd: 0.2 };
  const { task_id: taskId } = await callEngine(page, 'pas.submitJobcard', card);
  await callEngine(page, 'pas.submitJobcard', card);
  await callEngine(page, 'pas.startRun', { ...ids, budget_caps: { budget_usd: 0.5 } });
  await closeWindow(app);
  await callEngine(page, 'pas.storeReceipt', {
    task_id: taskId,
    run_id: ids.run_id,
    lane: card.lane,
    provider: 'e2e',
    time_ms: 1000,
    cost_usd: 0.6,
    status: 'succeeded',
  });
  const title = 'Budget alarm: approval needed';
  await expect.poll(() => readNotices(app)).toContain(title);
  await expect.poll(async () => (await readTray(app)).toolTip).toBe('Slipway: 1 approval waiting');
  await clickNotice(app, title);
  await expect(page).toHaveURL(/#\/inbox$/);
  await expect(page.getByText('has spent its whole cap').first()).toBeVisible();
  await page.screenshot({ path: 'e2e/output/approval.png' });
  await page.getByLabel('New cap in dollars').fill('2');
  await page.getByLabel('Reason').fill('worth it');
  await page.getByRole('button', { name: 'Go on, at most $2.00' }).click();
  await expect
    .poll(async () => (await readTray(app)).toolTip)
    .toMatch(/^Slipway: 1 run · \d of 2 tasks · \$0\.60 of \$2\.00$/);
  const status = await callEngine(page, 'pas.runStatus', { run_id: ids.run_id });
  expect(status).toMatchObject({ status: 'executing', budget_usd: 2 });
});
