import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkAccessibility } from './fixtures/check-accessibility.ts';
import { type BrowserApp, launchBrowser } from './fixtures/launch-browser.ts';
import { makeRepository, type Repository } from './fixtures/make-repository.ts';
import { expect, test } from './fixtures/test.ts';

test.describe.configure({ mode: 'serial' });

let repository: Repository;
let app: BrowserApp;
test.beforeAll(async () => {
  repository = makeRepository();
  app = await launchBrowser(['--repo', repository.path]);
});
test.afterAll(async () => {
  await app.close();
  repository.remove();
});

async function ask(kind: string, text: string): Promise<void> {
  const { page } = app;
  await page.getByRole('radio', { name: kind }).click();
  await page.locator('.code-form input[type="text"]').first().fill(text);
  await page.getByRole('button', { name: 'Ask' }).click();
}

test('the four questions are answered, with the code, and a save changes the answer by itself', async () => {
  const { page } = app;
  await page.getByRole('link', { name: 'Code' }).click();
  await expect(page.getByText('up to date').first()).toBeVisible();
  await ask('Defined where', 'add');
  await expect(page.getByText('src/add.js:1').first()).toBeVisible();
  await ask('Who calls', 'add');
  await expect(page.getByText('test/add.test.js:4').first()).toBeVisible();
  await expect(page.getByText('test/add.test.js:5').first()).toBeVisible();
  const caller = "import { add } from './add.js';\nexport const twice = (n) => add(n, n);\n";
  writeFileSync(path.join(repository.path, 'src', 'twice.js'), caller);
  await expect(page.getByText('src/twice.js:2').first()).toBeVisible();
  await ask('What a change reaches', 'src/add.js');
  await expect(page.getByText('1 test file reached')).toBeVisible();
  await ask('Resembles', 'adds negatives');
  await expect(page.getByText('ranked by lexical')).toBeVisible();
  await page.screenshot({ path: 'e2e/output/code-search.png' });
});

test('an unknown name offers the closest ones, and one click asks for it', async () => {
  const { page } = app;
  await ask('Defined where', 'twise');
  await page.getByRole('button', { name: 'twice' }).click();
  await expect(page.getByText('src/twice.js:2').first()).toBeVisible();
});

test('choosing a file in the graph lists what a change of it reaches', async () => {
  const { page } = app;
  await page.getByRole('tab', { name: 'Graph' }).click();
  await page.getByLabel('Choose a file').fill('src/add.js');
  await expect(page.getByText('a change reaches 2 files')).toBeVisible();
  await page.screenshot({ path: 'e2e/output/code-graph.png' });
  await page.keyboard.press('Escape');
  await expect(page.getByText('a change reaches')).toHaveCount(0);
});

test('health counts what is indexed and what is left out', async () => {
  const { page } = app;
  await page.getByRole('tab', { name: 'Health' }).click();
  await expect(page.getByText('100 %', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Refresh', exact: true }).click();
  await expect(page.getByText('up to date').first()).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  for (const tab of ['search&q=add', 'graph', 'health']) {
    test(`code ${tab}, ${theme}: axe finds nothing against WCAG 2.2 AA`, async () => {
      const { page } = app;
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await page.evaluate((hash) => {
        window.location.hash = hash;
      }, `#/code?view=${tab}`);
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      await expect(page.getByRole('heading', { level: 1, name: 'Code' })).toBeVisible();
      const { violations } = await checkAccessibility(page);
      expect(violations).toEqual([]);
    });
  }
}
