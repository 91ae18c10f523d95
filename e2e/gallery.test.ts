import { AxeBuilder } from '@axe-core/playwright';
import { type BrowserApp, launchBrowser } from './fixtures/launch-browser.ts';
import { differences, readColours, readLayout } from './fixtures/gallery-snapshot.ts';
import { expect, test } from './fixtures/test.ts';

test.describe.configure({ mode: 'serial' });

let app: BrowserApp;
test.beforeAll(async () => {
  app = await launchBrowser(['--synthetic']);
  await app.page.emulateMedia({ reducedMotion: 'reduce' });
});
test.afterAll(() => app.close());

async function show(theme: 'light' | 'dark', width: number): Promise<void> {
  const { page } = app;
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.evaluate(() => {
    window.location.hash = '#/gallery';
  });
  await expect(page.getByRole('heading', { level: 1, name: 'Gallery' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
  await page.evaluate(() => document.fonts.ready);
}

for (const width of [390, 1024, 1440]) {
  test(`every component keeps its boxes and words at ${width} px`, async () => {
    await show('light', width);
    const { page } = app;
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      await page.locator('.gallery').screenshot({
        path: `e2e/output/gallery-${width}-${theme}.png`,
      });
    }
    expect(differences(`layout-${width}`, await readLayout(page))).toEqual([]);
    const spills = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
    expect(spills).toBe(false);
  });
}

for (const theme of ['light', 'dark'] as const) {
  test(`every component keeps its colours, ${theme}, and axe finds nothing`, async () => {
    await show(theme, 1440);
    expect(differences(`colours-${theme}`, await readColours(app.page))).toEqual([]);
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const { violations } = await new AxeBuilder({ page: app.page })
      .withTags(tags)
      .setLegacyMode()
      .analyze();
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
    );
    expect(found).toEqual([]);
  });
}
