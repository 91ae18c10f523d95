import { expect, test } from './fixtures/test.ts';

test('the window opens on the home view with the engine’s data', async ({ app }) => {
  await expect(app.page).toHaveTitle('Slipway');
  await expect(app.page.getByRole('navigation').first()).toBeVisible();
  await app.page.screenshot({ path: 'e2e/output/home.png' });
});
