import { checkAccessibility } from './fixtures/check-accessibility.ts';
import { startSyntheticRun } from './fixtures/engine-calls.ts';
import { expect, test } from './fixtures/test.ts';

const places = [
  ['now', '#/', 'Now'],
  ['projects', '#/projects', 'Projects'],
  ['new project', '#/new-project', 'New project'],
  ['run timeline', '#/run/a11y?view=timeline', 'a11y'],
  ['run graph', '#/run/a11y?view=graph', 'a11y'],
  ['run log', '#/run/a11y?view=log', 'a11y'],
  ['run diff', '#/run/a11y?view=diff', 'a11y'],
  ['run proof', '#/run/a11y?view=proof', 'a11y'],
  ['inbox', '#/inbox', 'Inbox'],
  ['settings', '#/settings', 'Settings'],
] as const;

test.beforeAll(({ workerApp }) => startSyntheticRun(workerApp.page, 'a11y', 3));

for (const theme of ['light', 'dark'] as const) {
  for (const [place, hash, heading] of places) {
    test(`${place}, ${theme}: axe finds nothing against WCAG 2.2 AA`, async ({ app }) => {
      const { page } = app;
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await page.evaluate((target) => {
        window.location.hash = target;
      }, hash);
      await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
      await expect(page).toHaveTitle(new RegExp(`${heading} · Slipway$`));
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      const { violations, passed } = await checkAccessibility(page);
      await page.screenshot({ path: `e2e/output/${place.replace(' ', '-')}-${theme}.png` });
      expect(violations).toEqual([]);
      expect(passed).toBeGreaterThan(5);
    });
  }
}
