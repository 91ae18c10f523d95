import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callEngine } from './fixtures/engine-calls.ts';
import { go, look } from './fixtures/look-at.ts';
import { expect, test } from './fixtures/test.ts';

test('“no git, no commit yet … each offer their cure”: a button makes the first commit, and names what it left out', async ({
  app,
}) => {
  const { page } = app;
  const outer = mkdtempSync(join(tmpdir(), 'slipway-cures-'));
  const folder = join(outer, 'sums');
  mkdirSync(folder);
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: folder, encoding: 'utf8' });
  try {
    await page.getByRole('textbox', { name: 'Open a repository' }).fill(folder);
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await expect(page.getByText(`“${folder}” is not a git repository`)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Make the first commit' })).toBeVisible();
    await look(page, 'no-git');

    git('init', '--quiet', '--initial-branch=main');
    git('config', 'user.name', 'Ada');
    git('config', 'user.email', 'ada@example.org');
    const scripts = { test: 'node --test' };
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'sums', scripts }));
    writeFileSync(join(folder, '.env'), 'TOKEN=x\n');
    const made = await callEngine(page, 'plms.createProject', { name: 'Sums', repo: folder });
    const of = { project_id: Number(made['project_id']) };
    await callEngine(page, 'plms.generatePrd', { ...of, goal: 'Make the tests green' });
    await callEngine(page, 'plms.estimateProject', of);
    await callEngine(page, 'plms.approveProject', { ...of, budget_cost_usd_max: 1 });
    await go(page, `#/project/${of.project_id}?view=plan`);
    await expect(page.getByText('has no commit yet, and a run starts from one')).toBeVisible();
    await look(page, 'no-commit');
    await page.getByRole('button', { name: 'Make the first commit' }).click();
    await expect(page.getByText('1 file on main, commit')).toBeVisible();
    await expect(page.getByText('Left out: .env keeps secrets by its name')).toBeVisible();
    await look(page, 'first-commit');
    expect(git('ls-tree', '-r', '--name-only', 'HEAD')).toBe('package.json\n');
  } finally {
    rmSync(outer, { recursive: true, force: true });
  }
});
