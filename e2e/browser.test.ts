import { launchBrowser } from './fixtures/launch-browser.ts';
import { expect, test } from './fixtures/test.ts';

test('the same pages work in a browser over vp serve, live, and SIGTERM ends it cleanly', async () => {
  const app = await launchBrowser(['--synthetic', '--time-scale', '50']);
  const { page, addresses } = app;
  await expect(page.getByRole('heading', { name: 'Now' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Choose…' })).toHaveCount(0);
  const refused: string[] = [];
  page.on('response', (answer) => {
    if (answer.status() >= 400) refused.push(`${answer.status()} ${answer.url()}`);
  });

  const post = async (operation: string, data: Record<string, unknown>): Promise<void> => {
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const answer = await fetch(`${addresses['pas']}/pas/v1/${operation}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(data),
    });
    expect(answer.ok).toBe(true);
  };
  const ids = { project_id: 7, run_id: 'over-http' };
  await post('jobcards', { ...ids, lane: 'Code-Impl' });
  await post('runs/start', ids);
  // Nothing is reloaded: the page receives it through its event stream.
  await page.getByRole('link', { name: 'over-http' }).first().click();
  await expect(page.getByRole('heading', { name: 'over-http' })).toBeVisible();
  await expect(page.getByText('1 of 1').first()).toBeVisible();
  await page.screenshot({ path: 'e2e/output/browser-run.png' });
  // No project has this run's number, and none is asked for.
  expect(refused).toEqual([]);
  expect(await app.close()).toBe(0);
});

test('Now opens with less than 600 kB of JavaScript, and the palette loads when asked for', async () => {
  const app = await launchBrowser([]);
  const { page } = app;
  await expect(page.getByText('Start with a repository')).toBeVisible();
  const scripts = () =>
    page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .flatMap((entry) =>
          entry instanceof PerformanceResourceTiming && entry.name.endsWith('.js')
            ? [{ name: entry.name, bytes: entry.decodedBodySize }]
            : [],
        ),
    );
  const before = await scripts();
  const bytes = before.reduce((sum, script) => sum + script.bytes, 0);
  expect(bytes).toBeGreaterThan(100_000);
  expect(bytes).toBeLessThan(600_000);
  await page.keyboard.press('Control+k');
  await expect(page.getByPlaceholder('Search for an action, run or project')).toBeFocused();
  expect((await scripts()).length).toBeGreaterThan(before.length);
  expect(await app.close()).toBe(0);
});
