import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languageFinder } from '#core/code-index/scan/language-of-file.ts';
import { createProgram } from '#core/code-index/solve/create-program.ts';
import { findLanguages } from '../find-languages.ts';
import { IndexEngine, type IndexEngineParts } from '../index-engine.ts';
import type { ParsePool } from '../parse-pool.ts';
import { scanPaths, scanTree } from '../scan/scan-tree.ts';
import { openIndexStore } from '../store/open-index-store.ts';

/**
 * The product's index engine over a tree, in this thread; it takes over what lies in the store's
 * file.
 */
export function openEngine(
  root: string,
  file: string,
  pool: ParsePool,
  more: Partial<Pick<IndexEngineParts, 'solvedAtOnceLines' | 'report' | 'createProgram'>> = {},
): IndexEngine {
  const conventions = findLanguages().map((folder) => folder.conventions);
  const languages = languageFinder(conventions);
  const byId = new Map(conventions.map((language) => [language.id, language]));
  const engine = new IndexEngine({
    root,
    opened: openIndexStore(file),
    scanTree: () => scanTree(root, { languages }),
    scanPaths: (paths) => scanPaths(root, paths, { languages }),
    parse: (files, handOver) => pool.parse(root, files, { handOver }),
    hashOf: (path) =>
      createHash('sha1')
        .update(readFileSync(join(root, path)))
        .digest('hex'),
    createProgram: () => createProgram({ languages: byId }),
    report: () => undefined,
    solvedAtOnceLines: Infinity,
    nowMs: () => Date.now(),
    ...more,
  });
  engine.open();
  return engine;
}
