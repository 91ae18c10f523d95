import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { must } from '#shared/assert.ts';
import { launchBrowser } from './fixtures/launch-browser.ts';
import { root } from './fixtures/root.ts';
import { expect, test } from './fixtures/test.ts';

test('"a browser gets its token from the fragment of a one-time URL", and sends it as Authorization', async () => {
  const app = await launchBrowser(['--synthetic'], { SLIPWAY_AUTH: 'token' });
  const { page, addresses, folder } = app;
  const notLoggedIn = page.getByText('This page is not logged in.');
  await expect(notLoggedIn).toBeVisible();

  const printed = execFileSync(
    path.join(root, 'bin', 'vp'),
    ['--data', folder, 'token', 'link', '--json'],
    { encoding: 'utf8' },
  );
  const { url } = JSON.parse(printed) as { url: string };
  const calls: { path: string; token: string | undefined; cookie: string | undefined }[] = [];
  page.on('request', (request) => {
    const headers = request.headers();
    const { pathname } = new URL(request.url());
    if (!pathname.startsWith('/svc/')) return;
    calls.push({ path: pathname, token: headers['authorization'], cookie: headers['cookie'] });
  });
  // The page is open already: the link changes only its fragment.
  await page.goto(url);
  await expect(notLoggedIn).toBeHidden();
  await expect.poll(() => calls.some((call) => call.path.endsWith('/pas/v1/events'))).toBe(true);
  expect(page.url()).not.toContain('login');
  const token = await page.evaluate(() => sessionStorage.getItem('slipway.token'));
  const own = calls.filter((call) => call.token !== undefined);
  expect(new Set(own.map((call) => call.token))).toEqual(new Set([`Bearer ${token}`]));
  expect(own.some((call) => call.path.endsWith('/pas/v1/events'))).toBe(true);
  expect(calls.filter((call) => call.cookie !== undefined)).toEqual([]);

  // Another tab has another session, and the code of the link is used up.
  const browser = must(page.context().browser(), 'the page belongs to a browser');
  const second = await browser.newPage();
  await second.goto(url);
  await expect(second.getByText('This page is not logged in.')).toBeVisible();

  // Revoked, the token ends in the open page, too.
  const admin = readFileSync(path.join(folder, 'token'), 'utf8').trim();
  const headers = { authorization: `Bearer ${admin}` };
  const listed = await fetch(`${addresses['pas']}/pas/v1/tokens`, { headers });
  const { tokens } = (await listed.json()) as { tokens: { token_id: string }[] };
  for (const { token_id: id } of tokens)
    await fetch(`${addresses['pas']}/pas/v1/tokens/${id}`, { method: 'DELETE', headers });
  // The page asks for the engine's health every few seconds, and once more when that fails.
  await expect(notLoggedIn).toBeVisible({ timeout: 60_000 });
  expect(await app.close()).toBe(0);
});
