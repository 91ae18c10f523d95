import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { FileFacts } from '#core/code-index/facts.ts';
import { createProgram } from '#core/code-index/solve/create-program.ts';
import type { FileEdges } from '#core/code-index/solve/types.ts';
import { productLanguages, readFacts } from './testing/solve-project.ts';
import { readCases } from './testing/suite-cases.ts';

const languages = productLanguages();
const conventions = new Map([...languages.folders].map(([id, folder]) => [id, folder.conventions]));

/**
 * Facts of the suites' files by path: many cases have a `main` of their own, which makes them
 * versions of one file.
 */
async function readVersions(language: string): Promise<Map<string, FileFacts[]>> {
  const versions = new Map<string, FileFacts[]>();
  for (const { folder, files } of readCases(language))
    for (const facts of await readFacts(folder, files, languages))
      versions.set(facts.path, [...(versions.get(facts.path) ?? []), facts]);
  return versions;
}

/**
 * One change: which file, which of its versions (none removes it), and whether it comes together
 * with the next change.
 */
const change = fc.record({
  file: fc.nat(10_000),
  version: fc.option(fc.nat(10_000), { freq: 4 }),
  isTogether: fc.boolean(),
});

type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

class Kept {
  readonly files = new Map<string, FileFacts>();
  readonly edges = new Map<string, FileEdges>();
  readonly #program = createProgram({ languages: conventions });

  update(changes: ReadonlyMap<string, FileFacts | null>): void {
    const put: FileFacts[] = [];
    const removed: string[] = [];
    for (const [path, facts] of changes) {
      this.edges.delete(path);
      if (facts === null) removed.push(path);
      else put.push(facts);
      if (facts === null) this.files.delete(path);
      else this.files.set(path, facts);
    }
    for (const [path, edges] of this.#program.update({ put, removed })) this.edges.set(path, edges);
  }

  list(): [string, FileEdges][] {
    return [...this.edges].toSorted(([one], [other]) => (one < other ? -1 : 1));
  }
}

/**
 * Starts from a version of every file, so that most imports lead somewhere, and applies changes one
 * after the other or together.
 */
function grow(versions: ReadonlyMap<string, FileFacts[]>, first: number, changes: Change[]): Kept {
  const kept = new Kept();
  const pick = (path: string, version: number): FileFacts | null => {
    const known = versions.get(path) ?? [];
    return known[version % known.length] ?? null;
  };
  const paths = [...versions.keys()];
  kept.update(new Map(paths.map((path, index) => [path, pick(path, first + index)])));
  // Files with several versions are those that other files of the suites import under the same
  // name.
  const shared = paths.filter((path) => (versions.get(path) ?? []).length > 1);
  const together = new Map<string, FileFacts | null>();
  for (const { file, version, isTogether } of changes) {
    const path = shared[file % shared.length] ?? '';
    together.set(path, version === null ? null : pick(path, version));
    if (isTogether) continue;
    kept.update(together);
    together.clear();
  }
  kept.update(together);
  return kept;
}

describe.each(['python', 'typescript', 'javascript'])('incremental updates of %s', (language) => {
  let versions = new Map<string, FileFacts[]>();
  beforeAll(async () => {
    versions = await readVersions(language);
  });

  test('INDEX-20 INDEX-21 after any edits, removals and branch switches the graph is that of a clean build', () => {
    expect(versions.size).toBeGreaterThan(10);
    fc.assert(
      fc.property(
        fc.nat(10_000),
        fc.array(change, { minLength: 1, maxLength: 25 }),
        (first, changes) => {
          const grown = grow(versions, first, changes);
          const clean = new Kept();
          clean.update(new Map([...grown.files].toReversed()));
          expect(grown.list()).toEqual(clean.list());
        },
      ),
      { numRuns: 40 },
    );
  });
});
