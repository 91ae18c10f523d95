import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { closeWindow, isWindowVisible } from './fixtures/desktop.ts';
import { callEngine, startSyntheticRun } from './fixtures/engine-calls.ts';
import { launchApp, launchSecond } from './fixtures/launch-app.ts';
import { serve } from './fixtures/launch-browser.ts';
import { expect, test } from './fixtures/test.ts';

test('the window opens on Now with the engine’s data', async ({ app }) => {
  await expect(app.page).toHaveTitle('Now · Slipway');
  await expect(app.page.getByRole('heading', { name: 'Now' })).toBeVisible();
  await expect(app.page.getByText('Code-API-Design')).toBeVisible();
  await expect(app.page.getByText('healthy')).toBeVisible();
  await app.page.screenshot({ path: 'e2e/output/home.png' });
});

test('closing the window keeps the engine working, and the window comes back', async ({ app }) => {
  await closeWindow(app);
  expect(await isWindowVisible(app)).toBe(false);
  const health = await callEngine(app.page, 'pas.health', {});
  expect(health['status']).toBe('ok');
  expect(await launchSecond(app, [])).toBe(0);
  await expect.poll(() => isWindowVisible(app)).toBe(true);
});

test('a second start hands its link over, ends, and the first shows that run', async ({ app }) => {
  await startSyntheticRun(app.page, 'link me/now', 1);
  const link = `slipway://run/${encodeURIComponent('link me/now')}`;
  expect(await launchSecond(app, [link])).toBe(0);
  await expect(app.page).toHaveURL(/#\/run\/link%20me%2Fnow\?view=timeline$/);
  await expect(app.page.getByRole('heading', { name: 'link me/now' })).toBeVisible();
});

test('the window opens where it was left', async () => {
  const first = await launchApp();
  const bounds = { x: 140, y: 90, width: 1111, height: 777 };
  await first.evaluate(({ BrowserWindow }, wanted) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(wanted);
  }, bounds);
  await closeWindow(first);
  await first.close({ keepFolder: true });
  const second = await launchApp({ folder: first.folder });
  const restored = await second.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds(),
    null,
  );
  expect(restored).toEqual(bounds);
  await second.close();
  rmSync(first.folder, { recursive: true, force: true });
});

test('a page that crashes is loaded again and the engine is untouched', async ({ app }) => {
  await startSyntheticRun(app.page, 'before-crash', 1);
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
  }, null);
  const page = await app.currentPage(app.page);
  await expect(page.getByRole('heading', { name: 'Now' })).toBeVisible();
  await expect(page.getByText('before-crash').first()).toBeVisible();
});

test('a window on a data folder that vp serve already has works through that engine', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'slipway-attach-'));
  const served = await serve(path.join(folder, 'data'));
  const app = await launchApp({ folder });
  await startSyntheticRun(app.page, 'attached', 1);
  const answer = await fetch(`${served.addresses['pas']}/pas/v1/runs/status?run_id=attached`);
  expect(await answer.json()).toMatchObject({ run_id: 'attached', tasks_total: 1 });
  await expect(app.page.getByText('attached').first()).toBeVisible();
  await app.close();
  expect(await served.stop()).toBe(0);
  rmSync(folder, { recursive: true, force: true });
});

test('quitting ends the process cleanly', async ({ app }) => {
  await app.evaluate(({ app: electronApp }) => {
    setImmediate(() => electronApp.quit());
  }, null);
  expect(await app.ended).toBe(0);
});
