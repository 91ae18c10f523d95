import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from '@playwright/test';
import { ALL_CHECKS } from './gate.ts';
import { launchBrowser, PAGE_SOURCES, runMatrix } from './testing/browser-matrix.ts';
import { REQUEST_FORMS } from './testing/hostile-page.ts';
import { startSample } from './testing/start-sample.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe('pages in a real browser', () => {
  it('send no request that reaches a handler, whatever their origin and form', async () => {
    const result = await runMatrix(browser, {});
    expect([...result.passed]).toEqual([]);
    expect(result.handled).toBe(0);
    // The matrix proves something only where the browser let the request out.
    const rows = REQUEST_FORMS.length * PAGE_SOURCES.length;
    expect(result.arrived.size).toBeGreaterThan(rows * 0.8);
  }, 900_000);

  it.each([
    ['host', ['rebound'], ['fetch-get', 'img', 'script']],
    ['origin', ['cross-site', 'other-port', 'sandboxed'], ['web-socket']],
    ['secFetchSite', ['cross-site', 'other-port'], ['img', 'script', 'iframe']],
  ] as const)(
    'would get in without the %s check',
    async (check, sources, forms) => {
      const checks = { ...ALL_CHECKS, [check]: false };
      const result = await runMatrix(browser, { sources, forms, checks });
      expect(result.handled).toBeGreaterThan(0);
    },
    600_000,
  );

  it('of the service itself work', async () => {
    const { app, port, sample } = await startSample();
    const page = await browser.newPage();
    await page.goto(`http://localhost:${port}/docs/`);
    await page.getByText('/v1/cards', { exact: true }).first().waitFor();
    const before = sample.calls();
    const answers = await page.evaluate(async () => {
      const read = await fetch('/health');
      const body = '{"run_id":"r"}';
      const headers = { 'content-type': 'application/json' };
      const write = await fetch('/v1/cards', { method: 'POST', headers, body });
      const source = new EventSource('/v1/events');
      const id = await new Promise((resolve) => {
        source.addEventListener('tick', (event) => resolve(event.lastEventId));
      });
      source.close();
      return [read.status, write.status, id];
    });
    await page.close();
    await app.close();
    expect(answers).toEqual([200, 201, '1']);
    expect(sample.calls() - before).toBe(3);
  });
});
