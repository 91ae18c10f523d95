import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { callEngine } from './fixtures/engine-calls.ts';
import { go, look } from './fixtures/look-at.ts';
import { makeRepository } from './fixtures/make-repository.ts';
import { expect, test } from './fixtures/test.ts';

test.setTimeout(300_000);

const TOKEN = `ghp_${'a1B2c3D4e5'.repeat(4).slice(0, 36)}`;
const WRITES = `
  const fs = require('fs');
  fs.writeFileSync('src/add.js', '// Adds.\\nexport const add = (a, b) => b + a;\\n');
  fs.writeFileSync('notes.md', 'one\\ntwo\\n');
  fs.writeFileSync('key.txt', 'first\\n' + '${TOKEN.slice(0, 20)}' + '${TOKEN.slice(20)}' + '\\nlast\\n');
`;

/** A run that tests, and with a script writes and tests again; answers when it has ended. */
async function runIn(page: Page, run: { run_id: string; repo: string; script?: string }) {
  const { run_id, repo, script } = run;
  const card = { project_id: 900_001, run_id, lane: 'Code-Impl' };
  const tests = { repo, step: 'test', title: 'Run the tests' };
  const first = await callEngine(page, 'pas.submitJobcard', { ...card, payload: tests });
  if (script !== undefined) {
    const writes = { repo, command: ['node', '-e', script], title: 'Write' };
    const deps = [first['task_id']];
    const second = await callEngine(page, 'pas.submitJobcard', { ...card, deps, payload: writes });
    const last = { ...card, deps: [second['task_id']], payload: tests };
    await callEngine(page, 'pas.submitJobcard', last);
  }
  await callEngine(page, 'pas.startRun', { project_id: 900_001, run_id });
  const status = async () => (await callEngine(page, 'pas.runStatus', { run_id }))['status'];
  await expect.poll(status, { timeout: 120_000 }).toMatch(/completed|needs_review|failed/);
}

test('a run ends in a card: reviewed by keyboard, merged into the branch it began from, and taken back', async ({
  app,
}) => {
  const { page } = app;
  const repository = makeRepository();
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: repository.path, encoding: 'utf8' });
  try {
    git('config', 'user.name', 'Ada');
    git('config', 'user.email', 'ada@example.org');
    await runIn(page, { run_id: 'outcome', repo: repository.path, script: WRITES });
    await go(page, '#/run/outcome');
    const card = page.getByRole('region', { name: /goal reached/ });
    await expect(card.getByText('2 of 2 pass; before, 2 of 2')).toBeVisible();
    await expect(card.getByText('3 files, +7 −1')).toBeVisible();
    await look(page, 'outcome-reached');

    await card.getByRole('button', { name: 'Review diff' }).focus();
    await page.keyboard.press('Enter');
    const files = page.getByRole('navigation', { name: 'Changed files' });
    await files.getByRole('button', { name: /key\.txt/ }).focus();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/file=src%2Fadd\.js/);
    await expect(page.getByRole('region', { name: 'Changes in src/add.js' })).toBeVisible();
    await look(page, 'diff-file');
    await page.keyboard.press('k');
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    const secret = page.getByRole('button', { name: /hidden$/ });
    await expect(secret).toBeVisible();
    await expect(page.getByText(TOKEN)).toHaveCount(0);
    await look(page, 'diff-secret');
    await secret.press('Enter');
    await expect(page.getByText(TOKEN)).toBeVisible();

    const began = git('rev-parse', 'main').trim();
    writeFileSync(path.join(repository.path, 'notes.md'), 'mine\n');
    await card.getByRole('button', { name: 'Merge into main' }).press('Enter');
    await expect(
      page.getByText(/“notes\.md”, which lie there and belong to no commit/),
    ).toBeVisible();
    await look(page, 'outcome-refused');
    expect(readFileSync(path.join(repository.path, 'notes.md'), 'utf8')).toBe('mine\n');
    git('clean', '-fdq');
    await card.getByRole('button', { name: 'Merge into main' }).press('Enter');
    await expect(
      page.getByText(/main has the work as .* No hook of the repository ran/),
    ).toBeVisible();
    // The event of the merge is taken like any other.
    await expect(card.getByRole('button', { name: 'Undo merge' })).toBeVisible();
    await expect(page.getByText('Connection lost')).toHaveCount(0);
    await look(page, 'outcome-merged');
    expect(git('log', '-1', '--format=%an', 'main').trim()).toBe('Ada');
    expect(git('status', '--porcelain')).toBe('');
    await card.getByRole('button', { name: 'Undo merge' }).press('Enter');
    await expect(page.getByText(/main is back at/)).toBeVisible();
    expect([git('rev-parse', 'main').trim(), git('status', '--porcelain')]).toEqual([began, '']);
  } finally {
    repository.remove();
  }
});

test('a run that only checked says so, and one in review says that its goal is not reached', async ({
  app,
}) => {
  const { page } = app;
  const [green, red] = [makeRepository(), makeRepository({ broken: true })];
  try {
    await runIn(page, { run_id: 'checked', repo: green.path });
    await go(page, '#/run/checked');
    await expect(page.getByText('No model: nothing was written.')).toBeVisible();
    await expect(page.getByRole('button', { name: /^Merge/ })).toHaveCount(0);
    await look(page, 'outcome-checked');
    await go(page, '#/run/checked?view=log');
    await expect(page.locator('details.log-part[open]')).toHaveCount(0);
    await runIn(page, { run_id: 'red', repo: red.path });
    await go(page, '#/run/red');
    await expect(
      page.getByText('The goal is not reached: it waits for your review.'),
    ).toBeVisible();
    // "A failure explains itself": in the banner, in Proof and in the drawer.
    const banner = page.getByRole('region', { name: 'First failures' });
    await expect(banner.getByText('expected 5, got -1')).toBeVisible();
    await expect(banner.getByText('test/add.test.js:4')).toBeVisible();
    await look(page, 'outcome-not-reached');
    await banner.getByRole('link', { name: /in Proof$/ }).press('Enter');
    const why = page.getByRole('region', { name: 'Why test_pass_rate does not hold' });
    await expect(why.getByText('2 of 2 fail; none may')).toBeVisible();
    await expect(why.getByText("test('adds', () => assert.equal").first()).toBeVisible();
    await expect(why.getByText(/--test-name-pattern=\^adds\$/)).toBeVisible();
    await look(page, 'failure-proof');
    // The log keeps the runner's own words, failing parts open.
    await go(page, '#/run/red?view=log');
    await expect(page.getByRole('region', { name: 'Log of Run the tests' })).toBeVisible();
    await expect(page.getByText(/✖ adds/).first()).toBeVisible();
    await look(page, 'failure-log');
    const status = await callEngine(page, 'pas.runStatus', { run_id: 'red' });
    const [task] = status['tasks'] as { task_id: string }[];
    await go(page, `#/run/red?view=log&task=${task?.task_id}`);
    const drawer = page.getByRole('complementary', { name: /Task Run the tests/ });
    await expect(drawer.getByText('failed here:').first()).toBeAttached();
    await look(page, 'failure-drawer');
  } finally {
    green.remove();
    red.remove();
  }
});
