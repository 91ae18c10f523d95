import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import {
  chooseInTray,
  closeWindow,
  isWindowVisible,
  quitApp,
  readNotices,
} from './fixtures/desktop.ts';
import { callEngine, startSyntheticRun } from './fixtures/engine-calls.ts';
import { launchApp, launchSecond, type LaunchedApp } from './fixtures/launch-app.ts';
import { serve } from './fixtures/launch-browser.ts';
import { expect, test } from './fixtures/test.ts';

test.describe('one window, from its first start on', () => {
  test.describe.configure({ mode: 'serial' });

  let app: LaunchedApp;
  let page: Page;
  test.beforeAll(async () => {
    app = await launchApp();
    ({ page } = app);
  });
  test.afterAll(() => app.close());

  test('the window opens on Now with the engine’s data', async () => {
    await expect(page).toHaveTitle('Now · Slipway');
    await expect(page.getByRole('heading', { name: 'Now' })).toBeVisible();
    await expect(page.getByText('Code-API-Design')).toBeVisible();
    await expect(page.getByText('healthy')).toBeVisible();
    await page.screenshot({ path: 'e2e/output/home.png' });
  });

  test('closing says once where the app went; the tray opens it again', async () => {
    test.skip(app.shell === 'electron', 'Electron gives no way to look into a tray');
    await closeWindow(app);
    expect(await readNotices(app)).toEqual(['Slipway keeps working']);
    await chooseInTray(app, 'open');
    expect(await isWindowVisible(app)).toBe(true);
    await closeWindow(app);
    expect(await readNotices(app)).toEqual(['Slipway keeps working']);
    await chooseInTray(app, 'open');
  });

  test('closing the window keeps the engine working, and the window comes back', async () => {
    await closeWindow(app);
    expect(await isWindowVisible(app)).toBe(false);
    const health = await callEngine(page, 'pas.health', {});
    expect(health['status']).toBe('ok');
    expect(await launchSecond(app, [])).toBe(0);
    await expect.poll(() => isWindowVisible(app)).toBe(true);
  });

  test('a second start hands its link over, ends, and the first shows that run', async () => {
    await startSyntheticRun(page, 'link me/now', 1);
    const link = `slipway://run/${encodeURIComponent('link me/now')}`;
    expect(await launchSecond(app, [link])).toBe(0);
    await expect(page).toHaveURL(/#\/run\/link%20me%2Fnow\?view=timeline$/);
    await expect(page.getByRole('heading', { name: 'link me/now' })).toBeVisible();
  });

  test('a page that crashes is loaded again and the engine is untouched', async () => {
    await startSyntheticRun(page, 'before-crash', 1);
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
    }, null);
    page = await app.currentPage(page);
    await expect(page.getByRole('heading', { name: 'Now' })).toBeVisible();
    await expect(page.getByText('before-crash').first()).toBeVisible();
  });

  test('quitting ends the process cleanly, and the window opens where it was left', async () => {
    const bounds = { x: 140, y: 90, width: 1111, height: 777 };
    await app.evaluate(({ BrowserWindow }, wanted) => {
      BrowserWindow.getAllWindows()[0]?.setBounds(wanted);
    }, bounds);
    await closeWindow(app);
    await quitApp(app);
    expect(await app.ended).toBe(0);
    const second = await launchApp({ folder: app.folder });
    const restored = await second.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds(),
      null,
    );
    expect(restored).toEqual(bounds);
    await second.close();
  });
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
