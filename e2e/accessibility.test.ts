import { AxeBuilder } from '@axe-core/playwright';
import { startSyntheticRun } from './fixtures/engine-calls.ts';
import { launchApp, type LaunchedApp } from './fixtures/launch-app.ts';
import { expect, test } from './fixtures/test.ts';

const places = [
  ['home', '#/'],
  ['projects', '#/projects'],
  ['new project', '#/new-project'],
  ['run graph', '#/runs/a11y/graph'],
  ['run sequencer', '#/runs/a11y/sequencer'],
  ['run log', '#/runs/a11y/log'],
  ['run gates', '#/runs/a11y/gates'],
  ['run receipts', '#/runs/a11y/receipts'],
  ['approvals', '#/approvals'],
  ['settings', '#/settings'],
] as const;

let app: LaunchedApp;
test.beforeAll(async () => {
  app = await launchApp();
  await startSyntheticRun(app.page, 'a11y', 3);
});
test.afterAll(() => app.close());

for (const theme of ['light', 'dark'] as const) {
  for (const [place, hash] of places) {
    test(`${place}, ${theme}: axe finds nothing against WCAG 2.2 AA`, async () => {
      const { page } = app;
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await page.evaluate((target) => {
        window.location.hash = target;
      }, hash);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
      const { violations, passes } = await new AxeBuilder({ page })
        .withTags(tags)
        .setLegacyMode()
        .analyze();
      await page.screenshot({ path: `e2e/output/${place.replace(' ', '-')}-${theme}.png` });
      const found = violations.flatMap(({ id, nodes }) =>
        nodes.map(
          ({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`,
        ),
      );
      expect(found).toEqual([]);
      expect(passes.length).toBeGreaterThan(5);
    });
  }
}
