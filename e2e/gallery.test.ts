import type { Page } from '@playwright/test';
import { checkAccessibility } from './fixtures/check-accessibility.ts';
import { differences, readColours, readLayout } from './fixtures/gallery-snapshot.ts';
import { expect, test } from './fixtures/test.ts';

async function show(page: Page, theme: 'light' | 'dark', width: number): Promise<void> {
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
  test(`every component keeps its boxes and words at ${width} px`, async ({ app: { page } }) => {
    await show(page, 'light', width);
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
  test(`every component keeps its colours, ${theme}, and axe finds nothing`, async ({
    app: { page },
  }) => {
    await show(page, theme, 1440);
    expect(differences(`colours-${theme}`, await readColours(page))).toEqual([]);
    const { violations } = await checkAccessibility(page);
    expect(violations).toEqual([]);
  });
}
