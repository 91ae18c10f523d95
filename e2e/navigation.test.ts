import { startSyntheticRun } from './fixtures/engine-calls.ts';
import { expect, test } from './fixtures/test.ts';

test('g and a letter goes to a place, names the window after it, and puts the focus there', async ({
  app,
}) => {
  const { page } = app;
  await expect(page.getByRole('heading', { level: 1, name: 'Now' })).toBeVisible();
  for (const [letter, label] of [
    ['p', 'Projects'],
    ['c', 'Code'],
    ['i', 'Inbox'],
    ['s', 'Settings'],
    ['n', 'Now'],
  ] as const) {
    await page.keyboard.press('g');
    await page.keyboard.press(letter);
    const heading = page.getByRole('heading', { level: 1, name: label });
    await expect(heading).toBeFocused();
    await expect(page).toHaveTitle(`${label} · Slipway`);
    const entry = page.getByRole('navigation').getByRole('link', { name: label });
    await expect(entry).toHaveAttribute('aria-current', 'page');
  }
});

test('keys belong to a field while somebody types in it', async ({ app }) => {
  const { page } = app;
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  const filter = page.getByLabel('Filter');
  await filter.fill('');
  await filter.pressSequentially('gigcgn');
  await expect(filter).toHaveValue('gigcgn');
  await expect(page).toHaveTitle('Projects · Slipway');
});

test('an earlier link still leads there, and the address is today’s', async ({ app }) => {
  const { page } = app;
  await startSyntheticRun(page, 'linked', 1);
  await page.evaluate(() => {
    window.location.hash = '#/runs/linked/gates';
  });
  await expect(page.getByRole('tab', { name: /^Proof/, selected: true })).toBeVisible();
  await expect(page).toHaveURL(/#\/run\/linked\?view=proof$/);
  await page.evaluate(() => {
    window.location.hash = '#/approvals';
  });
  await expect(page.getByRole('heading', { level: 1, name: 'Inbox' })).toBeVisible();
  await expect(page).toHaveURL(/#\/inbox$/);
});

test('the graph fits a room of another size until a person moves it', async ({ app }) => {
  const { page } = app;
  await startSyntheticRun(page, 'resized', 3);
  await page.setViewportSize({ width: 1600, height: 900 });
  await page.evaluate(() => (window.location.hash = '#/run/resized?view=graph'));
  const room = page.locator('.task-graph');
  const nodes = room.locator('.react-flow__node');
  await expect(nodes).toHaveCount(3);
  const areInside = async (): Promise<boolean> => {
    const outer = await room.boundingBox();
    const inner = await Promise.all((await nodes.all()).map((node) => node.boundingBox()));
    return inner.every(
      (box) =>
        box !== null &&
        outer !== null &&
        box.x >= outer.x &&
        box.x + box.width <= outer.x + outer.width,
    );
  };
  await expect.poll(areInside).toBe(true);
  await page.setViewportSize({ width: 760, height: 900 });
  await expect.poll(areInside).toBe(true);
});
