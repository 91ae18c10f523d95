import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createProgram } from '#core/code-index/solve/create-program.ts';
import type { ProgramOptions } from '#core/code-index/solve/types.ts';
import type { EdgeKind } from '#core/code-index/symbols.ts';
import { nameEdges, productLanguages, readFacts } from './solve-project.ts';

const languages = productLanguages();
const conventions = new Map([...languages.folders].map(([id, folder]) => [id, folder.conventions]));

/** The call graph of a few files, in words. */
export interface SolvedTexts {
  /** `a.py#f → b.py#g`, those of the possible tier with `?` before them, sorted. */
  calls: string[];
  inherits: string[];
  /** `a.py:3 box.open (limit)`. */
  sinks: string[];
  /** Files whose calls are followed by name only. */
  gaveUp: string[];
}

/** Reads and solves files that are given by their texts. */
export async function solveTexts(
  texts: Readonly<Record<string, string>>,
  options: Pick<ProgramOptions, 'workBudget'> = {},
): Promise<SolvedTexts> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-texts-'));
  try {
    for (const [path, text] of Object.entries(texts)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const put = await readFacts(folder, Object.keys(texts), languages);
    const found = createProgram({ languages: conventions, ...options }).update({
      put,
      removed: [],
    });
    const edges = nameEdges(put, found);
    const inWords = (wanted: EdgeKind): string[] => {
      const lines = edges
        .filter(({ kind }) => kind === wanted)
        .map(({ from, to, tier }) => `${tier === 'possible' ? '? ' : ''}${from} → ${to}`);
      return [...new Set(lines)].toSorted();
    };
    return {
      calls: inWords('calls'),
      inherits: inWords('inherits'),
      sinks: [...found].flatMap(([path, { sinks }]) =>
        sinks.map(({ line, callee, reason }) => `${path}:${line} ${callee} (${reason})`),
      ),
      gaveUp: [...found].flatMap(([path, { gaveUp }]) => (gaveUp === undefined ? [] : [path])),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
