import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * What tools leave behind when they run, in repositories that forgot to ignore it. It is no part of
 * a run's result: counted in, every test run would change the tree that it is the evidence for.
 */
const LEAVINGS = [
  '__pycache__/',
  '*.py[cod]',
  '.pytest_cache/',
  '.mypy_cache/',
  '.ruff_cache/',
  '.hypothesis/',
  '.coverage',
  '.tox/',
  '.nox/',
  '*.egg-info/',
  'node_modules',
  '.venv',
  'venv',
  '.pnp.cjs',
  '.pnp.loader.mjs',
  '.nyc_output/',
  'coverage/',
  'htmlcov/',
  'test-results/',
  'playwright-report/',
  '.vitest/',
  '.vite/',
  '.turbo/',
  '.eslintcache',
  '*.tsbuildinfo',
  '.gradle/',
  '.DS_Store',
];

/**
 * Settings that make git pass untracked leavings over; the list is written into `folder`. Tracked
 * files always count.
 */
export async function ignoreLeavings(folder: string): Promise<string[]> {
  const file = join(folder, 'leavings');
  await writeFile(file, `${LEAVINGS.join('\n')}\n`);
  return [`core.excludesFile=${file}`];
}
