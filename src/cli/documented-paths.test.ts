import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The paths in code quotes that lead from the root of the repository. */
function pathsIn(document: string): string[] {
  const text = readFileSync(join(ROOT, document), 'utf8');
  return [...text.matchAll(/`((?:src|scripts|e2e|bench|docs|resources)\/[\w./-]+)`/g)].map(
    ([, found = '']) => found,
  );
}

it.each(['CONTRIBUTING.md', 'AGENTS.md', 'docs/architecture.md'])(
  '%s names only files and folders that are there',
  (document) => {
    const paths = pathsIn(document);
    expect(paths.length).toBeGreaterThan(3);
    expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  },
);
