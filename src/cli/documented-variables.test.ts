import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The variables that the product's own sources read or set, as `env['NAME']`, `NAME=` or `NAME:`.
 * The preload has no environment: what looks like one there is replaced when it is built.
 */
function variables(): string[] {
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, withFileTypes: true }).filter(
    ({ name, parentPath }) =>
      /\.tsx?$/.test(name) && !name.includes('.test.') && !/testing|preload/.test(parentPath),
  );
  const names = sources.flatMap(({ name, parentPath }) => {
    const text = readFileSync(join(parentPath, name), 'utf8');
    return [...text.matchAll(/'(SLIPWAY_[A-Z\d_]+)'|(SLIPWAY_[A-Z\d_]+)[=:]/g)];
  });
  return [...new Set(names.map((match) => match[1] ?? match[2] ?? ''))].sort();
}

it('README names every SLIPWAY_ variable', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const found = variables();
  expect(found).toContain('SLIPWAY_DATA');
  expect(found).toContain('SLIPWAY_JOB');
  expect(found.filter((name) => !readme.includes(`\`${name}`))).toEqual([]);
});
